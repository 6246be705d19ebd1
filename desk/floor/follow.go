package floor

import (
	"github.com/tandem-cobrowse/tandem/chat"
	"github.com/tandem-cobrowse/tandem/signaling/wire"
)

// catchUp brings one socket from where it was to the end of a log, and then passes on what comes: everything once, in order. Reading is done outside
// the loop; what comes meanwhile waits. Owned by the loop.
//
//	begin ──► reading, entries wait ──► what was read is shown, then what waited ──► live
type catchUp struct {
	conversation string
	// round tells a later begin from an earlier one whose reading is not over.
	round   int
	live    bool
	shown   uint64
	behind  []chat.Message
	deliver func(chat.Message)
}

func (c *catchUp) begin(f *Floor, t *talk, after uint64, show func(chat.Message)) {
	c.round++
	c.conversation, c.live, c.shown, c.behind, c.deliver = t.rec.ID, false, after, nil, show
	round, id := c.round, t.rec.ID
	f.watches.Go(func() {
		ctx, cancel := f.storeContext()
		defer cancel()
		read, err := f.cfg.Chat.Newest(ctx, id, after, wire.MaxChatReplay)
		if err != nil {
			f.cfg.Log.Error().Err(err).Str("conversation", id).Msg("entries not read")
		}
		f.call(func() {
			if c.round == round {
				c.arrived(read)
			}
		})
	})
}

// halt lets whatever is being read be for nobody.
func (c *catchUp) halt() {
	c.round++
	c.conversation, c.live, c.behind = "", false, nil
}

func (c *catchUp) arrived(read []chat.Message) {
	c.live = true
	for _, m := range append(read, c.behind...) {
		c.pass(m)
	}
	c.behind = nil
}

// feed takes a new entry.
func (c *catchUp) feed(t *talk, m chat.Message) {
	switch {
	case t.rec.ID != c.conversation:
	case c.live:
		c.pass(m)
	default:
		c.behind = append(c.behind, m)
	}
}

func (c *catchUp) pass(m chat.Message) {
	if m.Seq > c.shown {
		c.shown = m.Seq
		c.deliver(m)
	}
}

// EntryOf is an entry as it crosses the wire.
func EntryOf(conversation string, m chat.Message) wire.Entry {
	return wire.Entry{
		Conversation: conversation, Seq: m.Seq, ID: m.ID, Kind: wire.EntryKind(m.Kind), From: m.From, Person: m.Person, Name: m.Name, Text: m.Text,
		Event: wire.ChatEvent(m.Event), Size: m.Size, To: m.To, Outcome: m.Outcome, At: stamp(m.At),
	}
}

// append writes an entry. Everybody gets it by the conversation's watch; one that was there before is answered by again.
func (f *Floor) append(conversation string, d chat.Draft, again func(chat.Message)) error {
	ctx, cancel := f.storeContext()
	defer cancel()
	m, fresh, err := f.cfg.Chat.Append(ctx, conversation, d)
	if err == nil && !fresh {
		again(m)
	}
	return err
}
