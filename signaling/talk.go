package signaling

import (
	"context"

	"github.com/rs/zerolog"
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
	line, err := s.withPage(ctx, line, m.Page)
	if err != nil {
		from.send(faultFor(s.id, m.ID, err))
		return
	}
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

// withPage makes a line of the page that an agent sends: address and label are the list's, whatever the agent's program says of them (I11).
func (s *session) withPage(ctx context.Context, line Line, address string) (Line, error) {
	if address == "" {
		return line, nil
	}
	if s.hub.cfg.Pages == nil {
		return line, ErrPageNotListed
	}
	url, label, err := s.hub.cfg.Pages.Page(ctx, s.id, address)
	line.Page, line.Text = url, label
	return line, err
}

// replay sends what a page missed of the chat, the newest MaxChatReplay lines of it at most.
func (s *session) replay(to *socket, after uint64) {
	ctx, cancel := s.hub.storeContext()
	defer cancel()
	lines, err := s.hub.cfg.Chat.Read(ctx, s.id, after, wire.MaxChatReplay)
	if err != nil {
		s.event(zerolog.ErrorLevel).Err(err).Msg("chat not read")
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
