package storetest

import (
	"context"
	"errors"
	"fmt"
	"testing"

	"github.com/tandem-cobrowse/tandem/store"
)

var busTests = map[string]func(*testing.T, Engine){
	"all subscribers of a subject get its messages in order": testBusOrder,
	"a slow subscriber stops nobody":                         testBusSlow,
}

var lifeTests = map[string]func(*testing.T, Engine){
	"everything ends with Close, and says so": testClosed,
}

func testBusOrder(t *testing.T, e Engine) {
	f := open(t, e)
	bus := f.store.Bus()
	one, err := bus.Subscribe(f.ctx, "node.a")
	f.must(err)
	two, err := bus.Subscribe(f.ctx, "node.a")
	f.must(err)
	other, err := bus.Subscribe(f.ctx, "node.b")
	f.must(err)
	for i := range 10 {
		f.must(bus.Publish(f.ctx, "node.a", fmt.Append(nil, i)))
	}
	f.must(bus.Publish(f.ctx, "node.b", []byte("b")))
	for i := range 10 {
		if a, b := next(t, one), next(t, two); string(a) != fmt.Sprint(i) || string(b) != fmt.Sprint(i) {
			t.Fatalf("message %d came as %q and %q", i, a, b)
		}
	}
	if got := next(t, other); string(got) != "b" {
		t.Fatalf("the other subject got %q", got)
	}
}

func testBusSlow(t *testing.T, e Engine) {
	f := open(t, e)
	bus := f.store.Bus()
	slow, err := bus.Subscribe(f.ctx, "s")
	f.must(err)
	quick, err := bus.Subscribe(f.ctx, "s")
	f.must(err)
	for i := range 10 * store.BusBacklog {
		f.must(bus.Publish(f.ctx, "s", fmt.Append(nil, i)))
		if got := next(t, quick); string(got) != fmt.Sprint(i) {
			t.Fatalf("message %d came as %q", i, got)
		}
	}
	for i := range store.BusBacklog {
		if got := next(t, slow); string(got) != fmt.Sprint(i) {
			t.Fatalf("the slow one's message %d is %q", i, got)
		}
	}
}

func testClosed(t *testing.T, e Engine) {
	f := open(t, e)
	b, l, bus := f.bucket("things"), f.log("talk"), f.store.Bus()
	changes, err := b.Watch(f.ctx, "")
	f.must(err)
	records, err := l.Watch(f.ctx, "s")
	f.must(err)
	messages, err := bus.Subscribe(f.ctx, "s")
	f.must(err)
	f.must(f.store.Close())
	closed(t, changes)
	closed(t, records)
	closed(t, messages)

	_, getErr := b.Get(f.ctx, "a")
	_, createErr := b.Create(f.ctx, "a", nil, 0)
	_, watchErr := b.Watch(f.ctx, "")
	_, _, appendErr := l.Append(f.ctx, "s", "i", nil)
	_, logWatchErr := l.Watch(f.ctx, "s")
	_, lastErr := l.Last(f.ctx, "s")
	_, subscribeErr := bus.Subscribe(f.ctx, "s")
	for call, err := range map[string]error{
		"Get": getErr, "Create": createErr, "Watch": watchErr, "Append": appendErr, "log Watch": logWatchErr, "Last": lastErr, "Subscribe": subscribeErr,
		"Publish": bus.Publish(f.ctx, "s", nil), "Close": f.store.Close(),
		"Scan": b.Scan(f.ctx, "", func(store.Entry) error { return nil }),
		"Read": l.Read(f.ctx, "s", 0, 0, func(store.Record) error { return nil }),
	} {
		if !errors.Is(err, store.ErrClosed) {
			t.Errorf("%s after Close: %v", call, err)
		}
	}
}

func testEndedContext(t *testing.T, e Engine) {
	f := open(t, e)
	b, l := f.bucket("things"), f.log("talk")
	ctx, cancel := context.WithCancel(f.ctx)
	cancel()
	_, getErr := b.Get(ctx, "a")
	_, createErr := b.Create(ctx, "a", nil, 0)
	_, _, appendErr := l.Append(ctx, "s", "i", nil)
	for call, err := range map[string]error{"Get": getErr, "Create": createErr, "Append": appendErr} {
		if !errors.Is(err, context.Canceled) {
			t.Errorf("%s: %v", call, err)
		}
	}
	if _, err := b.Get(f.ctx, "a"); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("Get: %v", err)
	}
	if recs := f.read(l, "s", 0, 0); recs != nil {
		t.Errorf("%d records", len(recs))
	}
}
