package main

import (
	"encoding/json"
	"math"
	"math/rand/v2"
	"testing"
	"testing/synctest"
	"time"
)

func shaped(s shape) *shaper { return &shaper{shape: s, random: rand.New(rand.NewPCG(1, 2))} }

func TestAWireWithoutAShapeDeliversAtOnce(t *testing.T) {
	if at := shaped(shape{}).arrivals(noon, 1500); len(at) != 1 || !at[0].Equal(noon) {
		t.Errorf("arrives at %v", at)
	}
}

func TestRateSpacesPacketsAndBoundsTheQueue(t *testing.T) {
	s := shaped(shape{Rate: 1_000_000, Queue: 10_000})
	for i := 1; i <= 10; i++ {
		at := s.arrivals(noon, 1000)
		if want := noon.Add(time.Duration(i) * 8 * time.Millisecond); len(at) != 1 || !at[0].Equal(want) {
			t.Fatalf("packet %d arrives at %v, not %v", i, at, want)
		}
	}
	if at := s.arrivals(noon, 1000); at != nil {
		t.Error("the queue took more than it holds")
	}
	if at := s.arrivals(noon.Add(8*time.Millisecond), 1000); at == nil {
		t.Error("no room although a packet has left")
	}
}

func TestLossAndDuplicationAreAsOftenAsAsked(t *testing.T) {
	s := shaped(shape{Loss: 0.1, Duplicate: 0.05})
	const n = 20_000
	lost, twice := 0, 0
	for range n {
		switch len(s.arrivals(noon, 100)) {
		case 0:
			lost++
		case 2:
			twice++
		}
	}
	if math.Abs(float64(lost)/n-0.1) > 0.01 || math.Abs(float64(twice)/n-0.045) > 0.01 {
		t.Errorf("of %d lost %d, doubled %d", n, lost, twice)
	}
}

func TestJitterKeepsOrderAndReorderingDoesNot(t *testing.T) {
	for _, reorder := range []float64{0, 0.1} {
		s := shaped(shape{Delay: 200 * time.Millisecond, Jitter: 100 * time.Millisecond, Reorder: reorder})
		var last time.Time
		overtook := 0
		for i := range 1000 {
			now := noon.Add(time.Duration(i) * 10 * time.Millisecond)
			at := s.arrivals(now, 100)[0]
			if late := at.Sub(now); late < 100*time.Millisecond || late > 300*time.Millisecond {
				t.Fatalf("%v late", late)
			}
			if at.Before(last) {
				overtook++
			}
			last = at
		}
		if (overtook > 0) != (reorder > 0) {
			t.Errorf("reorder %v: %d overtook", reorder, overtook)
		}
	}
}

func TestDarknessLetsNothingThrough(t *testing.T) {
	if shaped(shape{Dark: true}).arrivals(noon, 1) != nil {
		t.Error("a packet passed")
	}
}

func TestShapesAreReadAndChecked(t *testing.T) {
	var s shape
	if err := json.Unmarshal([]byte(`{"rate":1000000,"delay_ms":100,"jitter_ms":2.5,"loss":0.1}`), &s); err != nil {
		t.Fatal(err)
	}
	if want := (shape{Rate: 1_000_000, Delay: 100 * time.Millisecond, Jitter: 2500 * time.Microsecond, Loss: 0.1}); s != want {
		t.Errorf("read %+v", s)
	}
	for _, bad := range []string{`{"loss":1.5}`, `{"delay_ms":-1}`, `{"rate":"fast"}`} {
		if json.Unmarshal([]byte(bad), &s) == nil {
			t.Errorf("%s was taken", bad)
		}
	}
}

func TestAWireDeliversInTimeAndCanBeReshaped(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		type landed struct {
			text  string
			after time.Duration
		}
		begun := time.Now()
		got := make(chan landed, 10)
		w := newWire(func(b []byte) { got <- landed{string(b), time.Since(begun)} })
		go w.run(t.Context(), rand.New(rand.NewPCG(1, 2)))
		if err := w.reshape(t.Context(), shape{Delay: 100 * time.Millisecond}); err != nil {
			t.Fatal(err)
		}
		w.send([]byte("slow"))
		synctest.Wait()
		if err := w.reshape(t.Context(), shape{}); err != nil {
			t.Fatal(err)
		}
		w.send([]byte("fast"))
		for _, want := range []landed{{"fast", 0}, {"slow", 100 * time.Millisecond}} {
			if l := <-got; l != want {
				t.Errorf("landed %v, not %v", l, want)
			}
		}
	})
}
