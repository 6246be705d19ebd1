package floor

import (
	"time"

	"github.com/tandem-cobrowse/tandem/chat"
	"github.com/tandem-cobrowse/tandem/signaling/wire"
)

// closeFile ends a delivery: both are told, nobody is asked any more, the relay is taken back, and the conversation gets its entry.
func (f *Floor) closeFile(t *talk, d *delivery, outcome wire.FileOutcome) {
	f.releaseFile(t, d, outcome)
	entry := chat.Draft{
		ID: d.id, Kind: chat.KindFile, From: wire.PartyAgent, Person: d.from.who, Name: f.partName(t, d.from.who), To: f.partName(t, d.to.who), Text: d.name,
		Size: d.size, Outcome: outcome,
	}
	if d.from.who == markVisitor {
		entry.From, entry.Person = wire.PartyCustomer, ""
	}
	id := t.rec.ID
	f.watches.Go(func() { // the disk may take its time
		if err := f.append(id, entry, func(chat.Message) {}); err != nil {
			f.cfg.Log.Error().Err(err).Str("conversation", id).Msg("file not noted")
		}
	})
}

// releaseFile is closeFile without the entry.
func (f *Floor) releaseFile(t *talk, d *delivery, outcome wire.FileOutcome) {
	delete(t.files, d.id)
	if len(t.files) == 0 {
		delete(f.sending, t)
	}
	told := []Conn{d.to.conn}
	if d.taken {
		f.cfg.Relay.EndSession(d.connection)
	} else {
		told = f.windowsOf(t, d.to.who)
	}
	for _, window := range told {
		if window != nil {
			window.Send(wire.FileEnded{Conversation: t.idFor(d.to.who), ID: d.id, Outcome: outcome})
		}
	}
	if d.from.conn != nil {
		d.from.conn.Send(wire.FileEnded{Conversation: t.idFor(d.from.who), ID: d.id, Outcome: outcome})
	}
}

// dropFiles lets a conversation's files go that is forgotten. What is erased gets no new entries.
func (f *Floor) dropFiles(t *talk) {
	for _, d := range t.files {
		f.releaseFile(t, d, wire.FileLost)
	}
}

// reviewFiles takes offers back that no longer fit their conversation: it ended, or who would hear or speak is no longer in it. What is on its way goes on.
func (f *Floor) reviewFiles(t *talk) {
	for _, d := range t.files {
		with := d.to.who
		if with == markVisitor {
			with = d.from.who
		}
		if !d.taken && t.rec.Kind == wire.ConversationVisitor && !f.speaks(with, t) {
			f.closeFile(t, d, wire.FileCancelled)
		}
	}
}

// filesGone notes that a socket is gone. Its browser has FileGrace to be back with another.
func (f *Floor) filesGone(conn Conn) {
	now := time.Now()
	for t := range f.sending {
		for _, d := range t.files {
			for _, end := range []*fileEnd{&d.from, &d.to} {
				if end.conn == conn {
					end.conn, end.lost = nil, now
				}
			}
		}
	}
}

// hasFileOf reports whether one of the conversation's files is somebody's to send or to take.
func (t *talk) hasFileOf(who string) bool {
	for _, d := range t.files {
		if d.from.who == who || d.to.who == who {
			return true
		}
	}
	return false
}

// due is when a delivery is given up.
func (d *delivery) due(cfg Config) time.Time {
	due := d.since.Add(cfg.FileWait)
	if d.taken {
		due = d.since.Add(fileLife)
	}
	for _, end := range []fileEnd{d.from, d.to} {
		if gone := end.lost.Add(cfg.FileGrace); !end.lost.IsZero() && gone.Before(due) {
			due = gone
		}
	}
	return due
}

func (f *Floor) overdueFiles(now time.Time) {
	for t := range f.sending {
		for _, d := range t.files {
			if !now.Before(d.due(f.cfg)) {
				f.closeFile(t, d, wire.FileLost)
			}
		}
	}
}

// partName is what somebody in a conversation is called.
func (f *Floor) partName(t *talk, who string) string {
	if who == markVisitor {
		return t.rec.Name
	}
	return f.dir.people[who].Name
}
