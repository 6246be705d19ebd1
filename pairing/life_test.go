package pairing_test

import (
	"bytes"
	"errors"
	"io"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/tandem-cobrowse/tandem/pairing"
	"github.com/tandem-cobrowse/tandem/signaling/wire"
	"github.com/tandem-cobrowse/tandem/store"
	"github.com/tandem-cobrowse/tandem/store/bolt"
)

func asThrottled(err error, target **pairing.Throttled) bool {
	return errors.As(err, target) && errors.Is(err, pairing.ErrTooManyTries)
}

// P3, P9: a code expires by itself, and whoever watches is told.
func TestCodeExpires(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := open(t, pairing.Config{Lifetime: 2 * time.Minute})
		p := issue(t, s)
		watch, err := s.Watch(t.Context())
		want(t, err, nil)
		if life := p.Expires.Sub(p.Created); life != 2*time.Minute {
			t.Errorf("lives for %v", life)
		}
		time.Sleep(2*time.Minute - time.Millisecond)
		wantState(t, s, p.ID, wire.StateIssued, "")
		time.Sleep(time.Millisecond)
		wantState(t, s, p.ID, wire.StateExpired, "") // at once, before anybody has noted it
		if told := <-watch; told.ID != p.ID || told.State != wire.StateExpired {
			t.Errorf("told of %s as %s", told.ID, told.State)
		}
		_, err = redeem(t, s, p.Code)
		want(t, err, pairing.ErrCodeExpired)
		time.Sleep(pairing.Quarantine)
		_, err = redeem(t, s, p.Code)
		want(t, err, pairing.ErrWrongCode) // the locator is free for others again
	})
}

func TestP9WhenItBeganIsTheFirstTimeThatThePageWasLive(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := open(t, pairing.Config{})
		connecting := lead(t, s, wire.StateConnecting)
		if !connecting.Begun.IsZero() {
			t.Errorf("begun before it was live: %v", connecting.Begun)
		}
		live, err := s.Move(t.Context(), connecting.ID, wire.StateLive, wire.ReasonNone)
		want(t, err, nil)
		for _, to := range []wire.State{wire.StateInterrupted, wire.StateLive, wire.StateEnded} {
			time.Sleep(time.Minute)
			later, err := s.Move(t.Context(), live.ID, to, wire.ReasonNone)
			want(t, err, nil)
			if live.Begun.IsZero() || !later.Begun.Equal(live.Begun) {
				t.Errorf("%s: begun at %v, want %v", to, later.Begun, live.Begun)
			}
		}
	})
}

func TestWatchSeesEveryNodesSteps(t *testing.T) {
	t.Parallel()
	shared := openStore(t, filepath.Join(t.TempDir(), "tandem.db"))
	here, there := serve(t, shared, pairing.Config{}), serve(t, shared, pairing.Config{})
	watch, err := here.Watch(t.Context())
	want(t, err, nil)
	p := issue(t, there)
	if told := <-watch; told.ID != p.ID || told.State != wire.StateIssued {
		t.Errorf("told of %s", told.State)
	}
	_, err = there.Withdraw(t.Context(), p.ID)
	want(t, err, nil)
	if told := <-watch; told.State != wire.StateWithdrawn {
		t.Errorf("told of %s", told.State)
	}
	want(t, here.Close(), nil)
	if _, open := <-watch; open {
		t.Error("the watch outlives its service")
	}
	_, err = here.Watch(t.Context())
	want(t, err, pairing.ErrClosed)
	want(t, here.Close(), pairing.ErrClosed)
}

// Codes that expired while the server was down are noted when it is back.
func TestExpiryCatchesUp(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		file := openStore(t, filepath.Join(t.TempDir(), "tandem.db"))
		s := serve(t, file, pairing.Config{})
		issued := issueMany(t, s, 300) // more than one round of the sweep
		want(t, s.Close(), nil)
		time.Sleep(time.Hour)
		// The bucket tells what is kept, not what Get makes of it.
		b, err := file.Bucket("pairings")
		want(t, err, nil)
		changes, err := b.Watch(t.Context(), "")
		want(t, err, nil)
		serve(t, file, pairing.Config{})
		for range issued {
			if c := <-changes; !bytes.Contains(c.Value, []byte(`"state":"expired"`)) {
				t.Fatalf("kept: %s", c.Value)
			}
		}
		dues, err := file.Bucket("pairing.due")
		want(t, err, nil)
		synctest.Wait()
		want(t, dues.Scan(t.Context(), "", func(e store.Entry) error { return errors.New("left: " + e.Key) }), nil)
	})
}

func TestPairingsAreForgottenAfterRetention(t *testing.T) {
	t.Parallel()
	start := time.Now()
	passed := new(atomic.Int64)
	clock := func() time.Time { return start.Add(time.Duration(passed.Load())) }
	file, err := bolt.Open(t.Context(), bolt.Config{Path: filepath.Join(t.TempDir(), "tandem.db"), Now: clock})
	want(t, err, nil)
	defer file.Close()
	s := serve(t, file, pairing.Config{Now: clock})
	defer s.Close()
	p := lead(t, s, wire.StateEnded)
	passed.Store(int64(pairing.Retention - time.Second))
	wantState(t, s, p.ID, wire.StateEnded, "")
	passed.Store(int64(pairing.Retention + time.Second))
	_, err = s.Get(t.Context(), p.ID)
	want(t, err, pairing.ErrNotFound)
	list, err := s.List(t.Context(), "ada", 50)
	if err != nil || len(list) != 0 {
		t.Errorf("%d pairings listed, %v", len(list), err)
	}
}

// P2: a link works for one person, whoever races, and for that person again.
func TestLinkWorksOnce(t *testing.T) {
	t.Parallel()
	s := open(t, pairing.Config{Limits: swift})
	p, err := s.Issue(t.Context(), pairing.IssueRequest{})
	want(t, err, nil)
	staff := []string{"ada", "bob", "cyd", "dan"}
	if won := race(t, 20, pairing.ErrLinkUsed, func(i int) error {
		_, err := s.Claim(t.Context(), p.Link, staff[i%4]+string(rune('a'+i)), "Name")
		return err
	}); won != 1 {
		t.Fatalf("%d claimed one link", won)
	}
	owner := wantState(t, s, p.ID, wire.StateIssued, "").AgentID
	again, err := s.Claim(t.Context(), p.Link, owner, "New Name")
	if err != nil || again.AgentName != "New Name" {
		t.Errorf("claiming one's own again: %q, %v", again.AgentName, err)
	}
	for _, bad := range []string{
		"", p.ID, p.ID + ".", p.Link + "x", strings.Replace(p.Link, ".", "x", 1), strings.Repeat("a", 26) + p.Link[26:], strings.Repeat("x", 500),
	} {
		_, err := s.Claim(t.Context(), bad, owner, "Name")
		want(t, err, pairing.ErrWrongLink)
	}
	_, err = s.Claim(t.Context(), p.Link, "", "Name")
	want(t, err, pairing.ErrBadRequest)
	_, err = redeem(t, s, p.Code)
	want(t, err, nil)
	_, err = s.Move(t.Context(), p.ID, wire.StateEnded, wire.ReasonAdmin)
	want(t, err, nil)
	_, err = s.Claim(t.Context(), p.Link, owner, "Name")
	want(t, err, pairing.ErrWrongState)
}

func TestListIsOnesOwnNewestFirst(t *testing.T) {
	t.Parallel()
	start, calls := time.Now(), new(atomic.Int64) // no two calls see the same time
	s := open(t, pairing.Config{Now: func() time.Time { return start.Add(time.Duration(calls.Add(1)) * time.Millisecond) }})
	var mine []string
	for i := range 5 {
		p, err := s.Issue(t.Context(), pairing.IssueRequest{AgentID: []string{"ada", "ada2"}[i%2], AgentName: "A"})
		want(t, err, nil)
		if i%2 == 0 {
			mine = append(mine, p.ID)
		}
	}
	linked, err := s.Issue(t.Context(), pairing.IssueRequest{})
	want(t, err, nil)
	_, err = s.Claim(t.Context(), linked.Link, "ada", "A")
	want(t, err, nil)
	mine = append(mine, linked.ID)
	slices.Reverse(mine)
	for _, limit := range []int{1, 2, 50} {
		list, err := s.List(t.Context(), "ada", limit)
		want(t, err, nil)
		var got []string
		for _, p := range list {
			got = append(got, p.ID)
		}
		if !slices.Equal(got, mine[:min(limit, len(mine))]) {
			t.Errorf("limit %d: %q, want %q", limit, got, mine)
		}
	}
	_, err = s.List(t.Context(), "ada", 0)
	want(t, err, pairing.ErrBadRequest)
}

func TestUnfinished(t *testing.T) {
	t.Parallel()
	s := open(t, pairing.Config{Limits: swift})
	expected := map[string]bool{}
	for state := range paths {
		p := lead(t, s, state)
		if !state.Final() && state != wire.StateIssued {
			expected[p.ID] = true
		}
	}
	list, err := s.Unfinished(t.Context())
	want(t, err, nil)
	for _, p := range list {
		if !expected[p.ID] {
			t.Errorf("%s is listed", p.State)
		}
	}
	if len(list) != len(expected) {
		t.Errorf("%d listed, want %d", len(list), len(expected))
	}
}

// repeating is randomness that says the same over and over.
type repeating struct{ pattern []byte }

func (r repeating) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = r.pattern[i%len(r.pattern)]
	}
	return len(p), nil
}

func TestNoTwoLiveCodesShareALocator(t *testing.T) {
	t.Parallel()
	shared := openStore(t, filepath.Join(t.TempDir(), "tandem.db"))
	stuck := serve(t, shared, pairing.Config{Random: repeating{[]byte{7}}})
	first := issue(t, stuck)
	// The same six digits for good: there is no second code, and the first one's pairing is as it was.
	_, err := stuck.Issue(t.Context(), pairing.IssueRequest{})
	want(t, err, pairing.ErrNoFreeCode)
	// The same six digits once, after id, token and secret, then others.
	once := io.MultiReader(io.LimitReader(repeating{[]byte{9}}, 16+32+2), io.LimitReader(repeating{[]byte{7}}, 3), repeating{[]byte{9}})
	second := issue(t, serve(t, shared, pairing.Config{Random: once}))
	if second.Code.Locator == first.Code.Locator {
		t.Error("two codes share a locator")
	}
}

func TestBadConfigAndRequests(t *testing.T) {
	t.Parallel()
	shared := openStore(t, filepath.Join(t.TempDir(), "tandem.db"))
	for name, c := range map[string]pairing.Config{
		"no store": {}, "too short": {Store: shared, Lifetime: time.Second}, "too long": {Store: shared, Lifetime: 2 * time.Hour},
		"negative limit": {Store: shared, Limits: pairing.Limits{PerAddress: -1}},
	} {
		if _, err := pairing.New(c); err == nil {
			t.Errorf("%s: accepted", name)
		}
	}
	s := serve(t, shared, pairing.Config{})
	for _, q := range []pairing.IssueRequest{
		{Secret: "12"}, {Secret: "12x"}, {AgentID: "a b", AgentName: "A"}, {AgentID: "ada"}, {AgentID: "ada", AgentName: strings.Repeat("x", 201)},
	} {
		_, err := s.Issue(t.Context(), q)
		want(t, err, pairing.ErrBadRequest)
	}
	_, err := s.Get(t.Context(), "../x y")
	want(t, err, pairing.ErrNotFound)
}
