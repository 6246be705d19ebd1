package web

import (
	"context"

	"github.com/tandem-cobrowse/tandem/desk"
)

// ListFavourites implements GET /api/v1/favourites.
func (s *Server) ListFavourites(ctx context.Context, _ ListFavouritesRequestObject) (ListFavouritesResponseObject, error) {
	found, err := s.desk.Favourites(ctx, *callerFrom(ctx).person)
	return ListFavourites200JSONResponse{Favourites: each(found, favouriteOut)}, err
}

// CreateFavourite implements POST /api/v1/favourites.
func (s *Server) CreateFavourite(ctx context.Context, r CreateFavouriteRequestObject) (CreateFavouriteResponseObject, error) {
	n := desk.NewFavourite{Label: r.Body.Label, URL: r.Body.URL, Shared: r.Body.Shared != nil && *r.Body.Shared}
	f, err := s.desk.AddFavourite(ctx, *callerFrom(ctx).person, n)
	if err != nil {
		return nil, err
	}
	return CreateFavourite201JSONResponse(favouriteOut(f)), nil
}

// ChangeFavourite implements PUT /api/v1/favourites/{id}.
func (s *Server) ChangeFavourite(ctx context.Context, r ChangeFavouriteRequestObject) (ChangeFavouriteResponseObject, error) {
	f, err := s.desk.ChangeFavourite(ctx, *callerFrom(ctx).person, r.ID, desk.NewFavourite{Label: r.Body.Label, URL: r.Body.URL})
	if err != nil {
		return nil, err
	}
	return ChangeFavourite200JSONResponse(favouriteOut(f)), nil
}

// DeleteFavourite implements DELETE /api/v1/favourites/{id}.
func (s *Server) DeleteFavourite(ctx context.Context, r DeleteFavouriteRequestObject) (DeleteFavouriteResponseObject, error) {
	return DeleteFavourite204Response{}, s.desk.RemoveFavourite(ctx, *callerFrom(ctx).person, r.ID)
}

func favouriteOut(f desk.Favourite) Favourite {
	return Favourite{ID: f.ID, Label: f.Label, URL: f.URL, Shared: f.Shared(), CreatedAt: f.Created}
}
