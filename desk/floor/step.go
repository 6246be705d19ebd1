package floor

import (
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/tandem-cobrowse/tandem/chat"
	"github.com/tandem-cobrowse/tandem/signaling/wire"
	"github.com/tandem-cobrowse/tandem/store"
)

// errNotNow: the conversation's state does not allow that step.
var errNotNow = errors.New("floor: not in this state")

// step changes a conversation's record by one compare-and-set; change may run again on a newer record, and refuses by an error.
func (f *Floor) step(t *talk, change func(r *Record, now time.Time) error) error {
	ctx, cancel := f.storeContext()
	defer cancel()
	for {
		next := t.rec
		next.Declined, next.Staff, next.Beside = slices.Clone(t.rec.Declined), slices.Clone(t.rec.Staff), slices.Clone(t.rec.Beside)
		before := next.State
		now := time.Now().UTC().Truncate(time.Millisecond)
		if err := change(&next, now); err != nil {
			return err
		}
		next.tidyBeside()
		was := t.rec.Session
		if next.Agent != t.rec.Agent {
			next.Session = "" // whoever has it next asks the visitor anew
		}
		if next.State != before || next.Agent != t.rec.Agent {
			next.Since = now
		}
		revision, err := f.chats.update(ctx, t.rec.ID, next, t.revision)
		if errors.Is(err, store.ErrConflict) {
			if t.rec, t.revision, err = f.chats.get(ctx, t.rec.ID); err != nil {
				return err
			}
			continue // another node was faster
		}
		if err != nil {
			return fmt.Errorf("floor: write conversation: %w", err)
		}
		t.rec, t.revision = next, revision
		if was != "" && next.Session == "" {
			f.cobrowseOver(t, was)
		}
		return nil
	}
}

// event notes in the log what happened. The record has it already: where the note cannot be written, only the line is missing.
func (f *Floor) event(t *talk, event wire.ChatEvent, name, text string) {
	ctx, cancel := f.storeContext()
	defer cancel()
	if _, _, err := f.cfg.Chat.NoteOf(ctx, t.rec.ID, newID(), chat.Event(event), name, text); err != nil {
		f.cfg.Log.Error().Err(err).Str("conversation", t.rec.ID).Msg("event not noted")
	}
}

// stepped logs a step that the store refused and reports whether it was made.
func (f *Floor) stepped(t *talk, err error) bool {
	if err != nil && !errors.Is(err, errNotNow) {
		f.cfg.Log.Error().Err(err).Str("conversation", t.rec.ID).Msg("step not made")
	}
	return err == nil
}

// offer asks an agent to take a waiting conversation.
func (f *Floor) offer(t *talk, agent string) bool {
	ok := f.stepped(t, f.step(t, func(r *Record, _ time.Time) error {
		if r.State != wire.ChatWaiting {
			return errNotNow
		}
		r.State, r.Agent = wire.ChatOffered, agent
		return nil
	}))
	if ok {
		f.turn++
		f.person(agent).turn = f.turn
		f.announce(t)
	}
	return ok
}

// assign gives a conversation to an agent for good. allowed says from which states.
func (f *Floor) assign(t *talk, agent string, allowed ...wire.ChatState) error {
	err := f.step(t, func(r *Record, _ time.Time) error {
		if !slices.Contains(allowed, r.State) {
			return errNotNow
		}
		r.State, r.Reason, r.Agent, r.Parked, r.Returned, r.Declined = wire.ChatActive, wire.ChatReasonNone, agent, false, false, nil
		r.Staff = addOnce(r.Staff, agent)
		return nil
	})
	if err != nil {
		return err
	}
	f.turn++
	f.person(agent).turn = f.turn
	f.event(t, wire.EventAssigned, f.dir.people[agent].Name, "")
	f.announce(t)
	f.reviewBeside(t)
	return nil
}

// giveBack puts a conversation at the head of its group's queue, unless a colleague is in it who can have it.
func (f *Floor) giveBack(t *talk, reason wire.ChatReason, declinedBy string) bool {
	active := t.rec.State == wire.ChatActive
	if active && f.stepped(t, f.succeed(t, "")) {
		return true
	}
	ok := f.stepped(t, f.step(t, func(r *Record, _ time.Time) error {
		if r.State != wire.ChatOffered && r.State != wire.ChatActive {
			return errNotNow
		}
		r.State, r.Reason, r.Agent, r.Parked, r.Returned = wire.ChatWaiting, reason, "", false, true
		r.Declined = addOnce(r.Declined, declinedBy)
		return nil
	}))
	if ok {
		if active {
			f.event(t, wire.EventReturned, "", string(reason))
		}
		f.announce(t)
	}
	return ok
}

// leave turns a conversation that waits for nobody into a message for later.
func (f *Floor) leave(t *talk) {
	ok := f.stepped(t, f.step(t, func(r *Record, _ time.Time) error {
		if r.State != wire.ChatWaiting {
			return errNotNow
		}
		r.State, r.Reason = wire.ChatLeft, wire.ChatReasonClosed
		return nil
	}))
	if ok {
		f.event(t, wire.EventLeft, "", string(wire.ChatReasonClosed))
		f.announce(t)
	}
}

// finish ends a conversation, and the co-browse in it: nobody would be left at its other end.
func (f *Floor) finish(t *talk, reason wire.ChatReason, by string) error {
	err := f.step(t, func(r *Record, now time.Time) error {
		if r.State == wire.ChatEnded || r.Kind != wire.ConversationVisitor {
			return errNotNow
		}
		r.State, r.Reason, r.Ended, r.Session = wire.ChatEnded, reason, now, ""
		return nil
	})
	if err != nil {
		return err
	}
	f.event(t, wire.EventEnded, by, string(reason))
	f.announce(t)
	f.ended(t)
	f.archive(t.rec)
	return nil
}

// ended learns how long conversations take.
func (f *Floor) ended(t *talk) {
	if len(t.rec.Staff) == 0 {
		return
	}
	took, usual := t.rec.Ended.Sub(t.rec.Started), f.usual[t.rec.Group]
	if usual == 0 {
		usual = took
	}
	f.usual[t.rec.Group] = (3*usual + took) / 4
}

// mend brings a conversation in line with the directory: a group or an agent that is no more.
func (f *Floor) mend(t *talk) {
	if t.rec.Kind != wire.ConversationVisitor || !t.isOpen() {
		return
	}
	if _, ok := f.dir.group(t.rec.Group); !ok && len(f.dir.groups) > 0 {
		f.stepped(t, f.step(t, func(r *Record, _ time.Time) error {
			r.Group, r.Declined = f.dir.heir(r.Group), nil
			return nil
		}))
	}
	if _, ok := f.dir.people[t.rec.Agent]; !ok && t.rec.Agent != "" {
		f.giveBack(t, wire.ChatReasonAgentGone, "")
	}
	f.reviewBeside(t)
}
