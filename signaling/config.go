package signaling

import (
	"context"
	"errors"
	"time"

	"github.com/rs/zerolog"
	"github.com/tandem-cobrowse/tandem/signaling/wire"
)

// Record is what a session needs to know of its pairing.
type Record struct {
	Session string
	State   wire.State
	Reason  wire.Reason
	Grants  []wire.Grant
	// Agents are the ids of those who may attach; none until somebody has claimed the pairing.
	Agents    []string
	AgentName string
	Site      string
	SiteName  string
	// Ask is false where the site's administrator decided that the customer's code is consent enough.
	Ask bool
	// Assets is what the site's administrator decided about assets; empty stands for what is usual.
	Assets wire.Assets
	// Expires is when an unused code dies.
	Expires time.Time
	// Since is when State was reached.
	Since time.Time
	// Begun is when the page was first live; zero before.
	Begun time.Time
	// AwayTitle is where the site says that the customer is, AwayUntil how long it expects them back; zero when it does not.
	AwayTitle string
	AwayUntil time.Time
}

// Records keeps the sessions' records: package pairing.
type Records interface {
	// Get returns the record as it stands, or ErrUnknownSession.
	Get(ctx context.Context, session string) (Record, error)
	// Move makes one step of the table in docs/protocol.md and returns the record after it; ErrWrongState if the table has no such step
	// from where the record stands. It is on disk before it returns.
	Move(ctx context.Context, session string, to wire.State, reason wire.Reason) (Record, error)
	// Consent keeps what the customer allows.
	Consent(ctx context.Context, session string, grants []wire.Grant) (Record, error)
	// Expect keeps where the customer goes for a while; an empty title takes it back.
	Expect(ctx context.Context, session, title string, until time.Time) (Record, error)
}

// Authenticator knows the customers' tokens: package pairing.
type Authenticator interface {
	// Authenticate returns nil, ErrUnknownSession or ErrUnauthorized.
	Authenticate(ctx context.Context, session, token string) error
}

// Line is a chat message on its way in. The same ID by the same party is the same message.
type Line struct {
	ID   string
	From wire.Party
	Name string
	Text string
	// Page is the address of a page that Text is the label of.
	Page string
}

// Pages knows what agents may send to customers: package desk.
type Pages interface {
	// Page returns the address and the label as the list of the session's site has them, or ErrPageNotListed.
	Page(ctx context.Context, session, address string) (url, label string, err error)
}

// Chat keeps what was said: package chat.
type Chat interface {
	// Append returns when the line is on disk. A line that was there before comes back as it was, with fresh false. ErrBadText if the text is refused.
	Append(ctx context.Context, session string, line Line) (said wire.Said, fresh bool, err error)
	// Read returns the newest lines with Seq > after, oldest first, at most limit of them.
	Read(ctx context.Context, session string, after uint64, limit int) ([]wire.Said, error)
}

// Relay gives out STUN and TURN servers: package turn.
type Relay interface {
	ICE(session string, party wire.Party) wire.ICEServers
	// EndSession takes the relay away from whoever still uses it for the session.
	EndSession(session string)
	// Carries reports whether the relay holds anything for the session. A relay that went down with the server holds nothing when it is back.
	Carries(session string) bool
}

// Origins says which pages may open sockets.
type Origins interface {
	// Console reports whether origin is the console's own.
	Console(origin string) bool
	// Site reports whether origin is on the site's list; site "" asks for any site, because a customer's session is known only after
	// the handshake, when the question is put again.
	Site(ctx context.Context, origin, site string) bool
}

// Config is what a Hub is made of. Interfaces are required; zero durations and counts stand for the defaults below.
type Config struct {
	Records   Records
	Customers Authenticator
	Chat      Chat
	Relay     Relay
	Origins   Origins
	// Pages may be nil: then no page can be sent.
	Pages Pages
	// Floor takes the sockets of visitors and of the desk; without one there are none.
	Floor Floor
	Log   zerolog.Logger

	// Patience is how long a session may be redeemed, asking, refused, connecting or interrupted, or have nobody on a socket, before it ends.
	Patience time.Duration
	// AttemptTimeout is how long a connection may take to come up before the next offer is tried.
	AttemptTimeout time.Duration
	// HelloTimeout is how long a customer's socket may stay silent at first.
	HelloTimeout time.Duration
	// PingInterval and PingTimeout together are the longest that a vanished peer goes unnoticed.
	PingInterval, PingTimeout time.Duration
	// WriteTimeout is how long one frame may take to be written.
	WriteTimeout time.Duration
	// StoreTimeout bounds each call of Records and Chat.
	StoreTimeout time.Duration
	// MessagesPerSecond and MessageBurst limit what one socket may send; beyond it the socket is closed with CloseTooMany.
	MessagesPerSecond float64
	MessageBurst      int
	// LinesPerSecond and LineBurst limit the chat of one socket; beyond it a line is refused with FaultTooFast.
	LinesPerSecond float64
	LineBurst      int
	// MaxWaiting is how many bytes may wait for peers that read slowly, all together; beyond it whoever has more than FairWaiting is closed with CloseSlow.
	MaxWaiting int64
}

// Defaults of Config.
const (
	DefaultPatience          = 5 * time.Minute
	DefaultAttemptTimeout    = 30 * time.Second // browsers give up on ICE after 15 to 30 s
	DefaultHelloTimeout      = 10 * time.Second
	DefaultPingInterval      = 15 * time.Second
	DefaultPingTimeout       = 12 * time.Second
	DefaultWriteTimeout      = 10 * time.Second
	DefaultStoreTimeout      = 5 * time.Second
	DefaultMessagesPerSecond = 50.0
	DefaultMessageBurst      = 200 // two offers with all their candidates
	DefaultLinesPerSecond    = 2.0
	DefaultLineBurst         = 20
	DefaultMaxWaiting        = 256 << 20
	// FairWaiting is what a peer may let wait whatever others do: a page that is busy for a moment.
	FairWaiting = 64 << 10
)

// Limits that are nobody's choice.
const (
	// maxAgentSockets is how many console windows may follow one session.
	maxAgentSockets = 8
	// maxAttached is how many sessions one console window may follow.
	maxAttached = 200
	// maxQueueFrames and maxQueueBytes bound what waits for a peer that reads slowly; a full replay of the chat fits.
	maxQueueFrames = 1024
	maxQueueBytes  = 4 << 20
	// maxReplayBytes bounds the text of one replay, below maxQueueBytes.
	maxReplayBytes = 2 << 20
	// Clients come back after a restart spread over this span, in milliseconds …
	retryMinMS, retryMaxMS = 300, 3000
	// … or over a longer one, if more than so many would come in a second: one core lets 1,000 in (docs/benchmarks.md, connects) and has other things to do.
	returnsPerSecond = 500
	// settleDelay is how soon a step that the storage refused is tried again, and how long a page has to say which link survived a restart.
	settleDelay = time.Second
)

func (c Config) withDefaults() (Config, error) {
	if c.Records == nil || c.Customers == nil || c.Chat == nil || c.Relay == nil || c.Origins == nil {
		return c, errors.New("signaling: Config needs Records, Customers, Chat, Relay and Origins")
	}
	for _, d := range []struct {
		field    *time.Duration
		standard time.Duration
	}{
		{&c.Patience, DefaultPatience},
		{&c.AttemptTimeout, DefaultAttemptTimeout},
		{&c.HelloTimeout, DefaultHelloTimeout},
		{&c.PingInterval, DefaultPingInterval},
		{&c.PingTimeout, DefaultPingTimeout},
		{&c.WriteTimeout, DefaultWriteTimeout},
		{&c.StoreTimeout, DefaultStoreTimeout},
	} {
		if *d.field < 0 {
			return c, errors.New("signaling: a duration of Config is negative")
		}
		if *d.field == 0 {
			*d.field = d.standard
		}
	}
	if c.MessagesPerSecond <= 0 {
		c.MessagesPerSecond, c.MessageBurst = DefaultMessagesPerSecond, DefaultMessageBurst
	}
	if c.LinesPerSecond <= 0 {
		c.LinesPerSecond, c.LineBurst = DefaultLinesPerSecond, DefaultLineBurst
	}
	if c.MaxWaiting <= 0 {
		c.MaxWaiting = DefaultMaxWaiting
	}
	return c, nil
}
