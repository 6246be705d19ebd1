package main

import (
	"bufio"
	"fmt"
	"net"
	"testing"
)

func TestEveryLineIsAnswered(t *testing.T) {
	r := &rig{lab: newLab(map[place]func([]byte){})}
	go r.lab.run(t.Context(), 1)
	here, there := net.Pipe()
	done := make(chan struct{})
	go func() {
		defer close(done)
		r.serve(t.Context(), there)
	}()
	answers := bufio.NewScanner(here)
	for _, line := range []struct{ said, want string }{
		{`{"do":"nat","side":"customer","kind":"symmetric"}`, `{}`},
		{`{"do":"wire","side":"agent","up":{"delay_ms":100},"down":{"loss":0.5}}`, `{}`},
		{`{"do":"counts"}`, `{"to_server":{"packets":0,"bytes":0},"from_server":{"packets":0,"bytes":0},"between":{"packets":0,"bytes":0},"refused":{"packets":0,"bytes":0}}`},
		{`{"do":"record","side":"agent"}`, `{}`},
		{`{"do":"recorded","side":"agent"}`, `{"packets":[]}`},
		{`{"do":"record","side":"server"}`, `{"error":"\"server\" has no log; the customer and the agent have"}`},
		{`{"do":"nat","side":"server","kind":"symmetric"}`, `{"error":"\"server\" is behind no translator; the customer and the agent are"}`},
		{`{"do":"wire","side":"agent","up":{"loss":2}}`, `{"error":"loss must be between 0 and 1, not 2"}`},
		{`{"do":"forward","side":"moon","port":1}`, `{"error":"no such place: \"moon\""}`},
		{`{"do":"fly"}`, `{"error":"cannot do \"fly\""}`},
		{`{`, `{"error":"unexpected end of JSON input"}`},
	} {
		if _, err := fmt.Fprintln(here, line.said); err != nil {
			t.Fatal(err)
		}
		if !answers.Scan() || answers.Text() != line.want {
			t.Errorf("%s\n got %s\nwant %s", line.said, answers.Text(), line.want)
		}
	}
	if err := here.Close(); err != nil {
		t.Fatal(err)
	}
	<-done
}
