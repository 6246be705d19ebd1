package load

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"math/rand/v2"
	"net"
	"net/http"
	"net/netip"
	"sync"
	"time"
)

// MostGuessers in one run: each has an address of its own on loopback.
const MostGuessers = 5_000

// Guessing is what came of guessers.
type Guessing struct {
	Addresses, Codes int
	For              time.Duration
	// Tried are all the guesses, Compared those that were looked up, Hits those that were right by chance, which is Expected.
	Tried, Compared, Hits int
	Expected              float64
	// Came are the customers who gave their code meanwhile, every other one after mistyping it; Refused of them did not get in.
	Came, Refused int
}

// customerEvery is how often a real customer comes while there are guessers.
const customerEvery = 50 * time.Millisecond

// Networks on loopback, from 127.n.0.0 on, of which each has one address in use. Guessers and customers are told apart by their sockets' addresses, and so is who asks a relay.
const (
	sessionNetworks  = 32 // MostSessions: up to 127.33.0.0
	guesserNetworks  = 64
	customerNetworks = 128
)

// guess has addresses guess codes as fast as they are answered, while real customers give theirs.
func (c *crowd) guess(ctx context.Context, r *Report) error {
	if c.Guessers == 0 {
		return nil
	}
	codes := make([]string, c.Codes)
	if _, _, err := each(ctx, c.Codes, func(ctx context.Context, i int) (err error) {
		codes[i], err = c.Target.issue(ctx)
		return err
	}); err != nil {
		return err
	}
	g := &Guessing{Addresses: c.Guessers, Codes: c.Codes, For: c.For}
	ctx, cancel := context.WithTimeout(ctx, c.For)
	defer cancel()
	var guessers sync.WaitGroup
	var mu sync.Mutex
	for i := range c.Guessers {
		guessers.Go(func() {
			tried, compared, hits := c.guessFrom(ctx, network(guesserNetworks, i))
			mu.Lock()
			defer mu.Unlock()
			g.Tried, g.Compared, g.Hits = g.Tried+tried, g.Compared+compared, g.Hits+hits
		})
	}
	begun := time.Now()
	took := c.customersCome(ctx, codes, g)
	guessers.Wait()
	g.Expected = float64(g.Compared) * float64(c.Codes) / 1e9
	r.Guessing = g
	r.add("customers let in beside the guessers", len(took), time.Since(begun), took)
	return nil
}

// mostNetworks of customers have networks of their own; after them come the first again, as people of the same company do.
const mostNetworks = 30_000

// network is the i-th of the networks below 127.from.0.0.
func network(from, i int) netip.Addr {
	return netip.AddrFrom4([4]byte{127, byte(from + i>>8), byte(i), 1}) //nolint:gosec // below MostGuessers
}

// guessFrom guesses from an address until the time is over.
func (c *crowd) guessFrom(ctx context.Context, from netip.Addr) (tried, compared, hits int) {
	client := clientAt(from)
	defer client.CloseIdleConnections()
	for ctx.Err() == nil {
		status, err := c.Target.redeemBy(ctx, client, fmt.Sprintf("%09d", rand.IntN(1e9))) //nolint:gosec // G404: guesses
		if err != nil {
			continue // the time is over, or the server closed the connection
		}
		tried++
		switch status {
		case http.StatusNotFound:
			compared++
		case http.StatusOK:
			compared++
			hits++
		}
	}
	return tried, compared, hits
}

// customersCome has the codes given, each from another network, every other one mistyped first, until the time is over. For each that is used there is a new
// one, so that as many live at the end as in the beginning.
func (c *crowd) customersCome(ctx context.Context, codes []string, g *Guessing) (took delays) {
	ticks := time.NewTicker(customerEvery)
	defer ticks.Stop()
	for i := 0; ; i++ {
		select {
		case <-ticks.C:
		case <-ctx.Done():
			return took
		}
		g.Came++
		code := codes[i%len(codes)]
		client := clientAt(network(customerNetworks, i%mostNetworks))
		if i%2 == 1 {
			if status, err := c.Target.redeemBy(ctx, client, mistyped(code)); err == nil && status == http.StatusTooManyRequests {
				g.Refused++
			}
		}
		begun := time.Now()
		status, err := c.Target.redeemBy(ctx, client, code)
		client.CloseIdleConnections()
		switch {
		case ctx.Err() != nil:
			g.Came--
		case err != nil || status != http.StatusOK:
			g.Refused++
		default:
			took = append(took, time.Since(begun))
			if fresh, err := c.Target.issue(ctx); err == nil { // else the next who gives the old one is refused, and counted
				codes[i%len(codes)] = fresh
			}
		}
	}
}

// mistyped has another last digit.
func mistyped(code string) string {
	last := len(code) - 1
	return code[:last] + string('0'+(code[last]-'0'+1)%10)
}

func clientAt(from netip.Addr) *http.Client {
	dialer := &net.Dialer{LocalAddr: net.TCPAddrFromAddrPort(netip.AddrPortFrom(from, 0))}
	return &http.Client{Timeout: time.Minute, Transport: &http.Transport{DialContext: dialer.DialContext}}
}

// redeemBy gives a code and returns the status of the answer.
func (t *Target) redeemBy(ctx context.Context, client *http.Client, code string) (int, error) {
	body, err := json.Marshal(map[string]string{"site_key": t.SiteKey, "code": code})
	if err != nil {
		return 0, err
	}
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, t.Base.JoinPath("/api/v1/sdk/redeem").String(), bytes.NewReader(body))
	if err != nil {
		return 0, err
	}
	request.Header.Set("Content-Type", "text/plain")
	request.Header.Set("Origin", t.Origin)
	response, err := client.Do(request)
	if err != nil {
		return 0, err
	}
	defer func() { _ = response.Body.Close() }()
	_, err = io.Copy(io.Discard, io.LimitReader(response.Body, 1<<16))
	return response.StatusCode, err
}
