package chat

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"sync"

	"github.com/rs/zerolog"

	"github.com/tandem-cobrowse/tandem/signaling/wire"
	"github.com/tandem-cobrowse/tandem/store"
)

// Errors of the service; test with errors.Is. Whatever else comes back is the store's.
var (
	// ErrBadText: a text is empty, longer than wire.MaxText characters, not UTF-8, or has control characters.
	ErrBadText = errors.New("chat: bad text")
	// ErrBadMessage: a message's id, author, name or conversation is out of its limits.
	ErrBadMessage = errors.New("chat: bad message")
	// ErrNotFound: there is no such conversation.
	ErrNotFound = errors.New("chat: no such conversation")
	// ErrClosed: the service was closed.
	ErrClosed = errors.New("chat: closed")
)

// Logs is the part of a store.Store that conversations need.
type Logs interface {
	Log(name string) (store.Log, error)
}

// Service keeps conversations. Several may work on one store, each on its own node.
type Service struct {
	conversations store.Log
	log           zerolog.Logger

	running context.Context // ended by stop, in Close
	stop    context.CancelFunc

	mu     sync.Mutex // guards closed, and owned.Add against owned.Wait
	closed bool
	owned  sync.WaitGroup // watches
}

// New returns a service on the store's log "chat".
func New(logs Logs, log zerolog.Logger) (*Service, error) {
	conversations, err := logs.Log("chat")
	if err != nil {
		return nil, err
	}
	s := &Service{conversations: conversations, log: log}
	s.running, s.stop = context.WithCancel(context.Background())
	return s, nil
}

// Close ends all watches and waits for them. The store stays open.
func (s *Service) Close() error {
	s.mu.Lock()
	if s.closed {
		s.mu.Unlock()
		return ErrClosed
	}
	s.closed = true
	s.mu.Unlock()
	s.stop()
	s.owned.Wait()
	return nil
}

// Append writes a message and returns it once it is on disk. If its author has sent that id before, the message of then comes back
// and fresh is false. ErrBadText or ErrBadMessage if it is refused.
func (s *Service) Append(ctx context.Context, conversation string, d Draft) (m Message, fresh bool, err error) {
	if d, err = d.clean(); err != nil {
		return Message{}, false, err
	}
	return s.write(ctx, conversation, d.ID, stored{Kind: d.Kind, From: d.From, Name: d.Name, Text: d.Text, By: d.Person, Size: d.Size, To: d.To, Outcome: d.Outcome, Page: d.Page})
}

// Note writes an event of the server's. The same id is the same event, so that two nodes can note one thing.
func (s *Service) Note(ctx context.Context, conversation, id string, event Event, detail string) (m Message, fresh bool, err error) {
	return s.NoteOf(ctx, conversation, id, event, "", detail)
}

// NoteOf is Note for what somebody did, by name.
func (s *Service) NoteOf(ctx context.Context, conversation, id string, event Event, name, detail string) (m Message, fresh bool, err error) {
	if err := checkID(id); err != nil {
		return Message{}, false, err
	}
	return s.write(ctx, conversation, id, stored{Kind: KindEvent, From: wire.PartySystem, Event: event, Name: name, Text: detail})
}

func (s *Service) write(ctx context.Context, conversation, id string, body stored) (Message, bool, error) {
	raw, err := json.Marshal(body)
	if err != nil {
		return Message{}, false, err
	}
	rec, fresh, err := s.conversations.Append(ctx, conversation, recordID(body.From, id), raw)
	if err != nil {
		return Message{}, false, explain(conversation, err)
	}
	m, err := decode(rec)
	return m, fresh, err
}

// Read returns the entries with Seq > after, oldest first, at most limit of them (0: all).
func (s *Service) Read(ctx context.Context, conversation string, after uint64, limit int) ([]Message, error) {
	var all []Message
	err := s.conversations.Read(ctx, conversation, after, limit, func(rec store.Record) error {
		m, err := decode(rec)
		all = append(all, m)
		return err
	})
	if err != nil {
		return nil, explain(conversation, err)
	}
	return all, nil
}

// Newest returns the last entries, at most limit of them and only those with Seq > after, oldest first.
func (s *Service) Newest(ctx context.Context, conversation string, after uint64, limit int) ([]Message, error) {
	last, err := s.conversations.Last(ctx, conversation)
	if err != nil {
		return nil, explain(conversation, err)
	}
	if limit < 1 || last <= after {
		return nil, nil
	}
	if last > uint64(limit) {
		after = max(after, last-uint64(limit))
	}
	return s.Read(ctx, conversation, after, limit)
}

// Remove forgets a conversation; ErrNotFound if there is none.
func (s *Service) Remove(ctx context.Context, conversation string) error {
	return explain(conversation, s.conversations.Drop(ctx, conversation))
}

// Watch delivers the entries written after the call, all and in order, until ctx ends, the conversation is removed or the service closes; then the
// channel is closed. Watch first, Read then, and skip what was read: nothing is missed and nothing doubled.
func (s *Service) Watch(ctx context.Context, conversation string) (<-chan Message, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closed {
		return nil, ErrClosed
	}
	ctx, cancel := context.WithCancel(ctx)
	unhook := context.AfterFunc(s.running, cancel)
	records, err := s.conversations.Watch(ctx, conversation)
	if err != nil {
		unhook()
		cancel()
		return nil, explain(conversation, err)
	}
	out := make(chan Message)
	s.owned.Go(func() {
		defer cancel()
		defer unhook()
		defer close(out)
		for rec := range records {
			m, err := decode(rec)
			if err != nil {
				s.log.Error().Err(err).Str("conversation", conversation).Msg("entry cannot be read")
				continue
			}
			select {
			case out <- m:
			case <-ctx.Done():
			}
		}
	})
	return out, nil
}

// explain turns the store's refusals into ours.
func explain(conversation string, err error) error {
	switch {
	case err == nil:
		return nil
	case errors.Is(err, store.ErrBadName), errors.Is(err, store.ErrTooLarge):
		return fmt.Errorf("%w: %w", ErrBadMessage, err)
	case errors.Is(err, store.ErrNotFound):
		return fmt.Errorf("%w: %s", ErrNotFound, conversation)
	default:
		return fmt.Errorf("conversation %s: %w", conversation, err)
	}
}
