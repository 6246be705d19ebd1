package signaling

import (
	"github.com/tandem-cobrowse/tandem/signaling/wire"
)

// say keeps a chat message and passes it on. Nobody sees it before it is on disk; for its author the copy is the acknowledgement.
func (s *session) say(from *socket, m wire.Say) {
	line := Line{ID: m.ID, From: from.party, Text: m.Text}
	if from.party == wire.PartyAgent {
		line.Name = from.agent.Name
	}
	ctx, cancel := s.hub.storeContext()
	defer cancel()
	said, fresh, err := s.hub.cfg.Chat.Append(ctx, s.id, line)
	switch {
	case err != nil:
		from.send(faultFor(s.id, m.ID, err))
	case fresh:
		s.tell(said)
	default: // sent again after a reconnect: the others have it
		from.send(said)
	}
}

// replay sends what a page missed of the chat, the newest MaxChatReplay lines of it at most.
func (s *session) replay(to *socket, after uint64) {
	ctx, cancel := s.hub.storeContext()
	defer cancel()
	lines, err := s.hub.cfg.Chat.Read(ctx, s.id, after, wire.MaxChatReplay)
	if err != nil {
		s.log.Error().Err(err).Msg("chat not read")
		to.send(faultFor(s.id, "", err))
		return
	}
	first, size := len(lines), 0
	for first > 0 && size+len(lines[first-1].Text) <= maxReplayBytes {
		first--
		size += len(lines[first].Text)
	}
	for _, said := range lines[first:] {
		to.send(said)
	}
}
