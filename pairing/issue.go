package pairing

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/tandem-cobrowse/tandem/signaling/wire"
	"github.com/tandem-cobrowse/tandem/store"
)

const (
	// maxName in characters, of an agent's name.
	maxName = 200
	// locatorTries bounds the search for a free locator: with nine of ten taken it fails once in a thousand.
	locatorTries = 64
)

// IssueRequest is who asks for a code, and for where.
type IssueRequest struct {
	// AgentID and AgentName are the agent's, or empty when a program asks on behalf of whoever opens the link.
	AgentID, AgentName string
	// Site is the only one where the code shall work; "" for any.
	Site string
	// Secret is the three digits made in the agent's browser; "" has the service make them.
	Secret string
}

func (q IssueRequest) validate() error {
	if q.Secret != "" && !isDigits(q.Secret, secretDigits) {
		return fmt.Errorf("%w: the secret must have %d digits", ErrBadRequest, secretDigits)
	}
	if q.AgentID != "" {
		if err := checkAgent(q.AgentID, q.AgentName); err != nil {
			return err
		}
	}
	return nil
}

func checkAgent(id, name string) error {
	if store.CheckName(id) != nil || name == "" || utf8.RuneCountInString(name) > maxName || !utf8.ValidString(name) {
		return fmt.Errorf("%w: an agent needs an id and a name of at most %d characters", ErrBadRequest, maxName)
	}
	return nil
}

// Issued is a new pairing and what must be known but is not kept.
type Issued struct {
	Pairing
	// Link is the token that lets one member of the staff claim the pairing.
	Link string
}

// Issue makes a code that no other pairing has.
func (s *Service) Issue(ctx context.Context, q IssueRequest) (Issued, error) {
	if err := q.validate(); err != nil {
		return Issued{}, err
	}
	token, digest, err := newToken(s.config.Random)
	if err != nil {
		return Issued{}, err
	}
	r, err := s.issue(ctx, q, func(r *record) { r.LinkDigest = digest })
	if err != nil {
		return Issued{}, err
	}
	s.config.Logger.Info().Str("pairing", r.ID).Str("agent", r.AgentID).Str("site", r.Site).Msg("code issued")
	return Issued{Pairing: r.public(r.Created), Link: joinLink(r.ID, token)}, nil
}

// issue makes and writes a record with a code of its own; seat gives those their place in it who prove by a digest who they are.
func (s *Service) issue(ctx context.Context, q IssueRequest, seat func(*record)) (record, error) {
	id, err := newID(s.config.Random)
	if err != nil {
		return record{}, err
	}
	if q.Secret == "" {
		if q.Secret, err = randomDigits(s.config.Random, secretDigits); err != nil {
			return record{}, err
		}
	}
	now := s.now()
	r := record{OnlySite: q.Site, Pairing: Pairing{
		ID: id, Code: Code{Secret: q.Secret}, Site: q.Site, AgentID: q.AgentID, AgentName: q.AgentName,
		State: wire.StateIssued, Created: now, Changed: now, Expires: now.Add(s.config.Lifetime),
	}}
	seat(&r)
	if r.Code.Locator, err = s.reserveLocator(ctx, id); err != nil {
		return record{}, err
	}
	if err := s.create(ctx, r); err != nil {
		return record{}, fmt.Errorf("issue a code: %w", err)
	}
	return r, nil
}

// located is what a locator leads to.
type located struct {
	ID string `json:"id"`
}

// reserveLocator takes a random locator that nobody has; Create decides.
func (s *Service) reserveLocator(ctx context.Context, id string) (string, error) {
	value, err := json.Marshal(located{ID: id})
	if err != nil {
		return "", err
	}
	for range locatorTries {
		locator, err := randomDigits(s.config.Random, locatorDigits)
		if err != nil {
			return "", err
		}
		_, err = s.locators.Create(ctx, locator, value, s.config.Lifetime+Quarantine)
		if err == nil {
			return locator, nil
		}
		if !errors.Is(err, store.ErrExists) {
			return "", fmt.Errorf("reserve a locator: %w", err)
		}
	}
	return "", ErrNoFreeCode
}

// create writes the ways to find the record, and then the record.
func (s *Service) create(ctx context.Context, r record) error {
	raw, err := r.encode()
	if err != nil {
		return err
	}
	if _, err := s.dues.Create(ctx, dueKey(r.Expires, r.ID), nil, 0); err != nil {
		return err
	}
	if r.AgentID != "" {
		if err := s.enlist(ctx, r.AgentID, r.Created, r.ID); err != nil {
			return err
		}
	}
	_, err = s.pairings.Create(ctx, r.ID, raw, Retention)
	return err
}

// enlist puts a pairing on an agent's list; being on it twice is the same.
func (s *Service) enlist(ctx context.Context, agentID string, created time.Time, id string) error {
	_, err := s.agents.Create(ctx, agentID+"/"+timeKey(created, id), nil, Retention)
	if errors.Is(err, store.ErrExists) {
		return nil
	}
	return err
}

func dueKey(expires time.Time, id string) string { return timeKey(expires, id) }

// timeKey sorts by time: milliseconds in 14 digits, which last for 3,000 years.
func timeKey(at time.Time, id string) string { return fmt.Sprintf("%014d-%s", at.UnixMilli(), id) }

func idOfTimeKey(key string) string {
	_, id, _ := strings.Cut(key, "-")
	return id
}
