package floor

import (
	"context"
	"fmt"
	"net/netip"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"go.uber.org/goleak"

	"github.com/rs/zerolog"

	"github.com/tandem-cobrowse/tandem/chat"
	"github.com/tandem-cobrowse/tandem/desk"
	"github.com/tandem-cobrowse/tandem/desk/history"
	"github.com/tandem-cobrowse/tandem/signaling"
	"github.com/tandem-cobrowse/tandem/signaling/wire"
	"github.com/tandem-cobrowse/tandem/store/bolt"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// socket is one end of a connection, in memory.
type socket struct {
	mu    sync.Mutex
	got   []wire.Message
	ended *signaling.Refused
}

func (s *socket) Send(m wire.Message) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.got = append(s.got, m)
}

func (s *socket) End(r signaling.Refused) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.ended = &r
}

// last returns the newest message of a type that fits.
func last[M wire.Message](s *socket, fits func(M) bool) (M, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for i := len(s.got) - 1; i >= 0; i-- {
		if m, ok := s.got[i].(M); ok && fits(m) {
			return m, true
		}
	}
	var none M
	return none, false
}

func always[M wire.Message](M) bool { return true }

// cobrowses begins one co-browse, x1, and keeps which were ended.
type cobrowses struct {
	mu    sync.Mutex
	ended []string
}

func (c *cobrowses) End(_ context.Context, session string) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.ended = append(c.ended, session)
	return nil
}

func (*cobrowses) Begin(context.Context, string, desk.Person) (session, token string, err error) {
	return "x1", "tok", nil
}

type noPost struct{}

func (noPost) Transcript(context.Context, Record, string) error             { return ErrNoMail }
func (noPost) Answer(context.Context, Record, string, string, string) error { return ErrNoMail }

type noRelay struct{}

func (noRelay) ICE(string, wire.Party) []wire.ICEServer { return []wire.ICEServer{} }
func (noRelay) EndSession(string)                       {}

// house is a floor on a real data file, with a site.
type house struct {
	t     *testing.T
	store *bolt.Store
	desk  *desk.Desk
	chat  *chat.Service
	floor *Floor
	cfg   Config
	site  desk.Site
	cobrowses
	n int
}

func newHouse(t *testing.T) *house {
	t.Helper()
	dir := t.TempDir()
	if memory, err := os.MkdirTemp("/dev/shm", "tandem-floor"); err == nil { // a file there is as real, and ten thousand steps are quick
		dir = memory
		t.Cleanup(func() { _ = os.RemoveAll(memory) })
	}
	ctx := context.WithoutCancel(t.Context())
	h := &house{t: t}
	h.store = must(bolt.Open(ctx, bolt.Config{Path: filepath.Join(dir, "tandem.db")}))(t)
	h.desk = must(desk.New(desk.Config{Store: h.store, Passwords: desk.PasswordCosts{MemoryKiB: 64, Iterations: 1, AtOnce: 4, Wait: time.Minute}}))(t)
	h.chat = must(chat.New(h.store, zerolog.Nop()))(t)
	if err := h.desk.EnsureGroup(ctx); err != nil {
		t.Fatal(err)
	}
	h.site = must(h.desk.AddSite(ctx, desk.NewSite{Name: "Shop", Origins: []string{"https://shop.example.org"}, Ask: true, Key: "shop"}))(t)
	h.cfg = Config{Desk: h.desk, Chat: h.chat, History: must(history.New(h.store))(t), Store: h.store, Cobrowse: &h.cobrowses, Post: noPost{}, Relay: noRelay{}, Log: zerolog.Nop(), StartsPerMinute: 1e9, StartBurst: 1e9}
	h.floor = must(New(ctx, h.cfg))(t)
	t.Cleanup(func() {
		for _, closing := range []func() error{h.floor.Close, h.chat.Close, h.store.Close} {
			if err := closing(); err != nil {
				t.Error(err)
			}
		}
	})
	return h
}

func must[T any](v T, err error) func(*testing.T) T {
	return func(t *testing.T) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
}

// staff adds somebody.
func (h *house) staff(role desk.Role, groups ...string) desk.Person {
	h.t.Helper()
	h.n++
	p := must(h.desk.AddPerson(h.t.Context(), desk.NewPerson{
		Name: fmt.Sprintf("Person %d", h.n), Email: fmt.Sprintf("p%d@example.org", h.n), Password: "correct horse", Role: role,
	}))(h.t)
	if len(groups) > 0 {
		p = h.change(p, func(c *desk.ChangedPerson) { c.MainGroup, c.Groups = groups[0], groups[1:] })
	}
	h.reload()
	return p
}

func (h *house) change(p desk.Person, do func(*desk.ChangedPerson)) desk.Person {
	h.t.Helper()
	c := desk.ChangedPerson{
		Name: p.Name, Role: p.Role, MainGroup: p.MainGroup, Groups: p.Groups, Rights: p.Rights, Unsupervised: p.Unsupervised, Capacity: p.Capacity, Hours: p.Hours,
	}
	do(&c)
	p = must(h.desk.ChangePerson(h.t.Context(), p.ID, c))(h.t)
	h.reload()
	return p
}

// remove takes somebody off the staff.
func (h *house) remove(p desk.Person) {
	h.t.Helper()
	if err := h.desk.RemovePerson(h.t.Context(), p.ID); err != nil {
		h.t.Fatal(err)
	}
	h.reload()
}

func (h *house) group(name string) desk.Group {
	h.t.Helper()
	g := must(h.desk.AddGroup(h.t.Context(), desk.Group{Name: name}))(h.t)
	h.reload()
	return g
}

func (h *house) reload() {
	h.t.Helper()
	if err := h.floor.Reload(h.t.Context()); err != nil {
		h.t.Fatal(err)
	}
}

// window opens somebody's console.
func (h *house) window(p desk.Person) (*deskSide, *socket) {
	s := &socket{}
	return h.floor.window(s, p.ID), s
}

// onDuty opens somebody's console and has them take visitors.
func (h *house) onDuty(p desk.Person, capacity int) (*deskSide, *socket) {
	w, s := h.window(p)
	w.Take(wire.SetDuty{State: wire.DutyAvailable, Capacity: capacity})
	return w, s
}

// visit opens a page.
func (h *house) visit(v wire.Visit) (*pageSide, *socket) {
	h.t.Helper()
	h.n++
	s := &socket{}
	p := h.floor.page(s, "https://shop.example.org", netip.MustParseAddr("192.0.2.1"))
	v.SiteKey, v.Page, v.Language, v.Cobrowse = "shop", "https://shop.example.org/", "en", wire.CobrowseReady
	if v.Visit == "" {
		v.Visit = fmt.Sprintf("t%d", h.n)
	}
	if refused := p.Take(v); refused != nil {
		h.t.Fatalf("refused: %+v", refused)
	}
	return p, s
}

// writes opens a page and starts a conversation.
func (h *house) writes(group string) (*pageSide, *socket, wire.ChatChanged) {
	h.t.Helper()
	p, s := h.visit(wire.Visit{})
	p.Take(wire.StartChat{ID: "r1", Group: group, Name: "Zoë", Language: "en", Text: "Hello"})
	m, _ := last(s, func(m wire.ChatChanged) bool { return m.Token != "" })
	return p, s, m
}

// state is where a conversation stands.
func (h *house) state(id string) Record {
	h.t.Helper()
	rec, _, err := h.floor.chats.get(h.t.Context(), id)
	if err != nil {
		h.t.Fatal(err)
	}
	return rec
}
