package main

import (
	"fmt"
	"strings"
	"time"
)

// direction is where packets go.
type direction string

const (
	toPeer   direction = "client → peer"
	toClient direction = "peer → client"
	relays   direction = "relay ↔ relay"
)

// scenario is a row of the table.
type scenario struct {
	direction direction
	framing   string // channel or indication
	clients   int
	rate      int // packets/s; 0: as fast as it goes
}

const (
	steadyRate  = 60_000
	payloadSize = 1_000
)

func (s scenario) String() string {
	rate := "saturated"
	if s.rate > 0 {
		rate = fmt.Sprintf("%d kpps", s.rate/1000)
	}
	return fmt.Sprintf("%s, %s, %d clients, %s", s.direction, s.framing, s.clients, rate)
}

// scenarios lists the rows.
func (o options) scenarios() []scenario {
	var out []scenario
	for _, rate := range []int{steadyRate, 0} {
		for _, d := range []direction{toPeer, toClient, relays} {
			for _, framing := range []string{"channel", "indication"} {
				for _, n := range o.clients {
					if s := (scenario{d, framing, n, rate}); strings.Contains(s.String(), o.only) {
						out = append(out, s)
					}
				}
			}
		}
	}
	return out
}

// result is what a server did in a scenario.
type result struct {
	scenario
	server  string
	sent    int
	arrived int
	took    time.Duration
	cpu     time.Duration
	p50     time.Duration
	p99     time.Duration
}

// perPacket is processor time of the server for each packet relayed.
func (r result) perPacket() float64 {
	return float64(r.cpu.Nanoseconds()) / 1000 / float64(max(r.arrived, 1))
}

func (r result) perSecond() float64 { return float64(r.arrived) / r.took.Seconds() }

// loss is the part of what was sent that did not arrive, in percent.
func (r result) loss() float64 { return 100 * float64(r.sent-r.arrived) / float64(max(r.sent, 1)) }

func (r result) String() string {
	return fmt.Sprintf("%-8s %-52s %6.2f µs/packet %8.0f packets/s %6.2f %% lost, p50 %v, p99 %v",
		r.server, r.scenario, r.perPacket(), r.perSecond(), r.loss(), r.p50, r.p99)
}

// footprint is what it takes to hold many allocations.
type footprint struct {
	server      string
	allocations int
	memory      int64   // bytes resident
	perSecond   float64 // allocations made
}

func (f footprint) String() string {
	return fmt.Sprintf("%-8s %d allocations: %.0f MB resident, %.0f made a second", f.server, f.allocations, float64(f.memory)/1e6, f.perSecond)
}
