package floor

import (
	"context"
	"errors"
	"time"

	"github.com/rs/zerolog"

	"github.com/tandem-cobrowse/tandem/chat"
	"github.com/tandem-cobrowse/tandem/desk"
	"github.com/tandem-cobrowse/tandem/desk/history"
	"github.com/tandem-cobrowse/tandem/signaling"
	"github.com/tandem-cobrowse/tandem/signaling/wire"
	"github.com/tandem-cobrowse/tandem/store"
)

// Conn is one socket: signaling.Window. Its methods never block.
type Conn interface {
	Send(m wire.Message)
	End(r signaling.Refused)
}

// Cobrowse begins co-browses: packages pairing and signaling.
type Cobrowse interface {
	// Begin makes a session of the agent's whose customer is known already, and returns it with the customer's token.
	Begin(ctx context.Context, site string, agent desk.Person) (session, token string, err error)
	// End ends one whose agent no longer has the conversation. Of one that is over it is no error.
	End(ctx context.Context, session string) error
}

// Post sends letters: package mail. What it cannot take, nobody waits for.
type Post interface {
	// Transcript sends a conversation to an address.
	Transcript(ctx context.Context, rec Record, to string) error
	// Answer sends what an agent wrote to a visitor who has gone and left an address. The same id is the same letter.
	Answer(ctx context.Context, rec Record, agent, id, text string) error
}

// Relay introduces two browsers for a file: package turn.
type Relay interface {
	// ICE gives out servers and credentials for one of the two sides of a connection.
	ICE(connection string, side wire.Party) []wire.ICEServer
	// EndSession takes the relay away from whoever still uses it for the connection.
	EndSession(connection string)
}

// Config is what a Floor is made of. Desk, Chat, History, Store, Cobrowse, Post and Relay are required; zero durations and counts stand for the defaults below.
type Config struct {
	Desk     *desk.Desk
	Chat     *chat.Service
	History  *history.History
	Store    store.Store
	Cobrowse Cobrowse
	Post     Post
	Relay    Relay
	Log      zerolog.Logger

	// AgentGrace is how long an agent may have no window before their visitors go back to the queue: a reload, a short loss of the network.
	AgentGrace time.Duration
	// NobodyGrace is how long visitors wait in a group with nobody on duty before they are asked to leave a message.
	NobodyGrace time.Duration
	// VisitorGrace is how long a conversation goes on with no page of the visitor's open.
	VisitorGrace time.Duration
	// VisitGrace is how long a visit lasts between two of its pages.
	VisitGrace time.Duration
	// SilenceAway makes somebody away who does nothing for that long.
	SilenceAway time.Duration
	// Linger is how long a conversation that ended is shown to its visitor and in the inbox.
	Linger time.Duration
	// StoreTimeout bounds each write.
	StoreTimeout time.Duration
	// FileGrace is how long a file on its way waits for a browser whose socket is gone, and FileWait how long one is on offer.
	FileGrace, FileWait time.Duration
	// StartsPerMinute and StartBurst limit new conversations from one address.
	StartsPerMinute float64
	StartBurst      int
	// MaxVisits on the site at once; later pages are told nothing and seen by nobody.
	MaxVisits int
}

// Defaults of Config.
const (
	DefaultAgentGrace      = 20 * time.Second
	DefaultNobodyGrace     = time.Minute
	DefaultVisitorGrace    = 5 * time.Minute
	DefaultVisitGrace      = 30 * time.Second
	DefaultSilenceAway     = 15 * time.Minute
	DefaultLinger          = time.Hour
	DefaultStoreTimeout    = 5 * time.Second
	DefaultFileGrace       = time.Minute
	DefaultFileWait        = 10 * time.Minute
	DefaultStartsPerMinute = 6.0
	DefaultStartBurst      = 20 // an office behind one address
	DefaultMaxVisits       = 20_000
)

// Limits that are nobody's choice.
const (
	// maxPages of a visit that are remembered.
	maxPages = 20
	// maxFollowed is how many conversations one window may follow.
	maxFollowed = 200
	// maxPagesOpen is how many sockets one visit may have.
	maxPagesOpen = 20
	// maxSnippet in characters of a line's last text.
	maxSnippet = 200
	// fileLife is how long a file may be on its way: 10 MB at 30 KB/s take six minutes.
	fileLife = time.Hour
	// flushEvery bounds how often lines are sent because of new entries alone.
	flushEvery = 100 * time.Millisecond
)

func (c Config) withDefaults() (Config, error) {
	if c.Desk == nil || c.Chat == nil || c.History == nil || c.Store == nil || c.Cobrowse == nil || c.Post == nil || c.Relay == nil {
		return c, errors.New("floor: Config needs Desk, Chat, History, Store, Cobrowse, Post and Relay")
	}
	for _, d := range []struct {
		field    *time.Duration
		standard time.Duration
	}{
		{&c.AgentGrace, DefaultAgentGrace}, {&c.NobodyGrace, DefaultNobodyGrace}, {&c.VisitorGrace, DefaultVisitorGrace}, {&c.VisitGrace, DefaultVisitGrace},
		{&c.SilenceAway, DefaultSilenceAway}, {&c.Linger, DefaultLinger}, {&c.StoreTimeout, DefaultStoreTimeout},
		{&c.FileGrace, DefaultFileGrace}, {&c.FileWait, DefaultFileWait},
	} {
		if *d.field < 0 {
			return c, errors.New("floor: a duration of Config is negative")
		}
		if *d.field == 0 {
			*d.field = d.standard
		}
	}
	if c.StartsPerMinute <= 0 {
		c.StartsPerMinute, c.StartBurst = DefaultStartsPerMinute, DefaultStartBurst
	}
	if c.MaxVisits <= 0 {
		c.MaxVisits = DefaultMaxVisits
	}
	return c, nil
}
