package load

import (
	"bytes"
	"context"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/cookiejar"
	"net/netip"
	"net/url"
	"sync/atomic"
	"time"
)

// ErrElsewhere is returned where the target is not this machine and nobody said that it may be another.
var ErrElsewhere = errors.New("load: the target is not on this machine; a crowd against a server of somebody else's is an attack")

// ErrTooMuch is returned for a run beyond its bounds.
var ErrTooMuch = errors.New("load: too much")

// Target is the server under test, and who we are there.
type Target struct {
	Base *url.URL
	// Origin and SiteKey are the customers' page's.
	Origin, SiteKey string
	// Email and Password of an agent.
	Email, Password string
	// Elsewhere allows targets that are not on this machine.
	Elsewhere bool

	client    *http.Client
	customers atomic.Uint32
}

// check resolves the target's name and refuses what is not loopback.
func (t *Target) check(ctx context.Context) error {
	if t.Elsewhere {
		return nil
	}
	addresses, err := net.DefaultResolver.LookupNetIP(ctx, "ip", t.Base.Hostname())
	if err != nil {
		return fmt.Errorf("load: look %s up: %w", t.Base.Hostname(), err)
	}
	for _, a := range addresses {
		if !netip.Addr.IsLoopback(a.Unmap()) {
			return ErrElsewhere
		}
	}
	return nil
}

// signIn opens the agent's session; its cookie is kept.
func (t *Target) signIn(ctx context.Context, connections int) error {
	jar, err := cookiejar.New(nil)
	if err != nil {
		return err
	}
	t.client = &http.Client{Jar: jar, Timeout: time.Minute, Transport: &http.Transport{MaxIdleConnsPerHost: connections, MaxConnsPerHost: connections}}
	return t.post(ctx, "/api/v1/sign-in", t.Base.String(), "", map[string]string{"email": t.Email, "password": t.Password}, nil)
}

func (t *Target) close() {
	if t.client != nil {
		t.client.CloseIdleConnections()
	}
}

// ticket is a customer who has given a code.
type ticket struct {
	Session string `json:"session"`
	Token   string `json:"token"`
	// address is where the customer comes from.
	address string
}

// pair issues a code as the agent and gives it as the customer.
func (t *Target) pair(ctx context.Context) (ticket, error) {
	code, err := t.issue(ctx)
	if err != nil {
		return ticket{}, err
	}
	var got ticket
	got.address = t.address()
	err = t.post(ctx, "/api/v1/sdk/redeem", t.Origin, got.address, map[string]string{"site_key": t.SiteKey, "code": code}, &got)
	return got, err
}

// issue issues a code and returns its digits.
func (t *Target) issue(ctx context.Context) (string, error) {
	var issued struct {
		Code string `json:"code"`
	}
	err := t.post(ctx, "/api/v1/pairings", t.Base.String(), "", struct{}{}, &issued)
	return digits(issued.Code), err
}

// digits leaves out the spaces that codes are shown with.
func digits(code string) string {
	return string(bytes.ReplaceAll([]byte(code), []byte(" "), nil))
}

// address is another customer's each time: the server limits what one address may try at once. It believes us if we are one of its trusted proxies.
func (t *Target) address() string {
	var n [4]byte
	binary.BigEndian.PutUint32(n[:], t.customers.Add(1))
	return netip.AddrFrom4([4]byte{10, n[2], n[3], 1}).String() // each in a network of its own, too
}

// post asks, for somebody at an address if it is not empty.
func (t *Target) post(ctx context.Context, path, origin, address string, question, answer any) error {
	body, err := json.Marshal(question)
	if err != nil {
		return err
	}
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, t.Base.JoinPath(path).String(), bytes.NewReader(body))
	if err != nil {
		return err
	}
	request.Header.Set("Content-Type", "application/json")
	request.Header.Set("Origin", origin)
	if address != "" {
		request.Header.Set("X-Forwarded-For", address)
	}
	response, err := t.client.Do(request)
	if err != nil {
		return fmt.Errorf("load: %s: %w", path, err)
	}
	defer func() { _ = response.Body.Close() }()
	got, err := io.ReadAll(io.LimitReader(response.Body, 1<<20))
	if err != nil {
		return fmt.Errorf("load: %s: %w", path, err)
	}
	if response.StatusCode >= http.StatusBadRequest {
		return fmt.Errorf("load: %s: %s %s", path, response.Status, bytes.TrimSpace(got))
	}
	if answer == nil {
		return nil
	}
	return json.Unmarshal(got, answer)
}
