package pairing

import (
	"context"
	"errors"
	"fmt"

	"github.com/tandem-cobrowse/tandem/signaling/wire"
	"github.com/tandem-cobrowse/tandem/store"
)

// List returns an agent's pairings, newest first, at most limit of them.
func (s *Service) List(ctx context.Context, agentID string, limit int) ([]Pairing, error) {
	if store.CheckName(agentID) != nil || limit < 1 {
		return nil, fmt.Errorf("%w: List needs an agent's id and a limit", ErrBadRequest)
	}
	var ids []string
	err := s.agents.Scan(ctx, agentID+"/", func(e store.Entry) error {
		ids = append(ids, idOfTimeKey(e.Key[len(agentID)+1:]))
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("list pairings: %w", err)
	}
	var list []Pairing
	for i := len(ids) - 1; i >= 0 && len(list) < limit; i-- {
		p, err := s.Get(ctx, ids[i])
		if errors.Is(err, ErrNotFound) || err == nil && p.AgentID != agentID {
			continue // left over by a crash, or somebody else was quicker to claim it
		}
		if err != nil {
			return nil, err
		}
		list = append(list, p)
	}
	return list, nil
}

// Unfinished returns every pairing that has a customer and is not over. After a restart nobody may come back for one: whoever keeps the
// sessions' clock asks for this list when it starts.
func (s *Service) Unfinished(ctx context.Context) ([]Pairing, error) {
	var open []Pairing
	err := s.pairings.Scan(ctx, "", func(e store.Entry) error {
		r, err := decodeRecord(e.Value)
		if err != nil {
			return err
		}
		if r.State != wire.StateIssued && !r.State.Final() {
			open = append(open, r.public(s.now()))
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("list unfinished pairings: %w", err)
	}
	return open, nil
}
