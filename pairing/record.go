package pairing

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/tandem-cobrowse/tandem/signaling/wire"
)

// Pairing is a co-browse as others see it, from its code to its end.
type Pairing struct {
	ID string
	// Code is for those who may show it: the agent, while issued.
	Code Code
	// Site is where the code works, "" for anywhere; once redeemed, the customer's site.
	Site string
	// AgentID is "" until somebody claims the link of a pairing that a program asked for.
	AgentID   string
	AgentName string
	State     wire.State
	Reason    wire.Reason
	// Grants is what the customer allows, from their consent on.
	Grants []wire.Grant
	// AwayTitle is where the site says that the customer is, and AwayUntil how long they are expected back; both are zero when they are not.
	AwayTitle string
	AwayUntil time.Time
	// Created, Expires (of the unused code), Changed (when State was reached) and Begun (when the page was first live, zero before) are UTC, in milliseconds.
	Created time.Time
	Expires time.Time
	Changed time.Time
	Begun   time.Time
}

// record is a pairing as it is kept.
type record struct {
	Pairing
	// OnlySite is the one where the code works, "" for any.
	OnlySite string
	// CustomerDigest is of the token that redeeming gave, LinkDigest of the link's.
	CustomerDigest []byte
	LinkDigest     []byte
	// OtherDigests are of the tokens that the customer has on further origins of the site (arrive.go), the newest last.
	OtherDigests [][]byte
	// Ticket takes the customer to another origin; there is one at a time.
	Ticket ticket
	// WrongGuesses at this very code.
	WrongGuesses int
	// ForStaff: the customer shows the code and an agent types it (show.go), instead of the other way round.
	ForStaff bool
}

// stored is the record's JSON. Fields are added, never given another meaning: what is not there reads as zero.
type stored struct {
	ID             string       `json:"id"`
	Locator        string       `json:"locator"`
	Secret         string       `json:"secret"`
	OnlySite       string       `json:"only_site,omitempty"`
	Site           string       `json:"site,omitempty"`
	AgentID        string       `json:"agent_id,omitempty"`
	AgentName      string       `json:"agent_name,omitempty"`
	State          wire.State   `json:"state"`
	Reason         wire.Reason  `json:"reason,omitempty"`
	Grants         []wire.Grant `json:"grants,omitempty"`
	CreatedMS      int64        `json:"created_ms"`
	ExpiresMS      int64        `json:"expires_ms"`
	ChangedMS      int64        `json:"changed_ms"`
	BegunMS        int64        `json:"begun_ms,omitempty"`
	CustomerDigest []byte       `json:"customer_digest,omitempty"`
	LinkDigest     []byte       `json:"link_digest"`
	WrongGuesses   int          `json:"wrong_guesses,omitempty"`
	ForStaff       bool         `json:"for_staff,omitempty"`
	OtherDigests   [][]byte     `json:"other_digests,omitempty"`
	Ticket         ticket       `json:"ticket,omitzero"`
	AwayTitle      string       `json:"away_title,omitempty"`
	AwayUntilMS    int64        `json:"away_until_ms,omitempty"`
}

func (r record) encode() ([]byte, error) {
	return json.Marshal(stored{ //nolint:gosec // the secret of a code is kept for as long as the code is checked here
		ID: r.ID, Locator: r.Code.Locator, Secret: r.Code.Secret, OnlySite: r.OnlySite, Site: r.Site, AgentID: r.AgentID, AgentName: r.AgentName,
		State: r.State, Reason: r.Reason, Grants: r.Grants,
		CreatedMS: r.Created.UnixMilli(), ExpiresMS: r.Expires.UnixMilli(), ChangedMS: r.Changed.UnixMilli(), BegunMS: unlessZero(r.Begun),
		CustomerDigest: r.CustomerDigest, LinkDigest: r.LinkDigest, WrongGuesses: r.WrongGuesses,
		ForStaff: r.ForStaff, OtherDigests: r.OtherDigests, Ticket: r.Ticket, AwayTitle: r.AwayTitle, AwayUntilMS: unlessZero(r.AwayUntil),
	})
}

var errDamagedRecord = errors.New("pairing: damaged record")

func decodeRecord(raw []byte) (record, error) {
	var s stored
	if err := json.Unmarshal(raw, &s); err != nil {
		return record{}, fmt.Errorf("%w: %w", errDamagedRecord, err)
	}
	_, known := steps[s.State]
	if !known || len(s.ID) != idLength || !isDigits(s.Locator, locatorDigits) || !isDigits(s.Secret, secretDigits) || s.WrongGuesses < 0 {
		return record{}, fmt.Errorf("%w: state %q, id %q", errDamagedRecord, s.State, s.ID)
	}
	if len(s.Grants) > 0 && checkGrants(s.Grants) != nil {
		return record{}, fmt.Errorf("%w: grants %q", errDamagedRecord, s.Grants)
	}
	return record{
		Pairing: Pairing{
			ID: s.ID, Code: Code{Locator: s.Locator, Secret: s.Secret}, Site: s.Site, AgentID: s.AgentID, AgentName: s.AgentName,
			State: s.State, Reason: s.Reason, Grants: s.Grants,
			Created: fromMS(s.CreatedMS), Expires: fromMS(s.ExpiresMS), Changed: fromMS(s.ChangedMS), Begun: fromOptionalMS(s.BegunMS),
			AwayTitle: s.AwayTitle, AwayUntil: fromOptionalMS(s.AwayUntilMS),
		},
		OnlySite: s.OnlySite, CustomerDigest: s.CustomerDigest, LinkDigest: s.LinkDigest, WrongGuesses: s.WrongGuesses,
		ForStaff: s.ForStaff, OtherDigests: s.OtherDigests, Ticket: s.Ticket,
	}, nil
}

func fromMS(ms int64) time.Time { return time.UnixMilli(ms).UTC() }

func fromOptionalMS(ms int64) time.Time {
	if ms == 0 {
		return time.Time{}
	}
	return fromMS(ms)
}

func unlessZero(t time.Time) int64 {
	if t.IsZero() {
		return 0
	}
	return t.UnixMilli()
}

// step moves the record along the table. Nothing connects without consent; a question put anew, or answered with no, takes former consent back.
func (r *record) step(to wire.State, reason wire.Reason, now time.Time) error {
	if !Allowed(r.State, to) {
		return fmt.Errorf("%w: from %s to %s", ErrWrongState, r.State, to)
	}
	if to == wire.StateConnecting && len(r.Grants) == 0 {
		return fmt.Errorf("%w: to %s without consent", ErrWrongState, to)
	}
	r.State, r.Reason, r.Changed = to, reason, now
	if to == wire.StateLive && r.Begun.IsZero() {
		r.Begun = now
	}
	if to == wire.StateAsking || to == wire.StateRefused {
		r.Grants = nil
	}
	if !sharing(to) {
		r.AwayTitle, r.AwayUntil = "", time.Time{}
	}
	if to.Final() {
		r.Ticket, r.OtherDigests = ticket{}, nil
	}
	return nil
}

// due reports whether the code's life is over though nobody has noted it yet.
func (r *record) due(now time.Time) bool {
	return r.State == wire.StateIssued && !now.Before(r.Expires)
}

// public is the record as others may see it now: an overdue code shows as expired, from the moment on.
func (r record) public(now time.Time) Pairing {
	p := r.Pairing
	if r.due(now) {
		p.State, p.Changed = wire.StateExpired, r.Expires
	}
	p.Grants = slices.Clone(r.Grants)
	return p
}
