package web

import (
	"context"
	"strings"
)

// maxPagesToWarm is how many pages' assets a customer's browser is asked to load beforehand: more than an agent sends anybody to in one session.
const maxPagesToWarm = 16

// ListPagesToWarm implements POST /api/v1/sdk/warm.
func (s *Server) ListPagesToWarm(ctx context.Context, r ListPagesToWarmRequestObject) (ListPagesToWarmResponseObject, error) {
	body, err := sdkBody[ResumeRequest](r.JSONBody, r.TextBody)
	if err != nil {
		return nil, err
	}
	if _, err := s.mayResume(ctx, body.Session, body.Token); err != nil {
		return nil, err
	}
	found, err := s.desk.SharedFavourites(ctx)
	if err != nil {
		return nil, err
	}
	own := callerFrom(ctx).origin + "/"
	pages := []string{}
	for _, f := range found {
		if strings.HasPrefix(f.URL, own) && len(pages) < maxPagesToWarm {
			pages = append(pages, f.URL)
		}
	}
	return ListPagesToWarm200JSONResponse{Pages: pages}, nil
}
