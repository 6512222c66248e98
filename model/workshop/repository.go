package workshop

import (
	"context"

	"verkstad/model"
)

// List lists workshops.
type List interface {
	// List returns all workshops, the one that changed last first.
	List() ([]model.Summary, error)
}

// Archive is workshops that can be listed and opened.
type Archive interface {
	List
	// Open opens the workshop with that id.
	Open(ctx context.Context, id string) (Live, error)
}

// Repository is all workshops of a data folder.
type Repository interface {
	Archive
	Create(ctx context.Context, c model.CreateWorkshop) (Live, error)
	ByCode(code string) (Live, bool)
}

// Typed is a repository whose workshops have the type L. The store is one; it is no
// [Repository] itself, since its methods return its own type.
type Typed[L Live] interface {
	List
	Create(ctx context.Context, c model.CreateWorkshop) (L, error)
	Open(ctx context.Context, id string) (L, error)
	ByCode(code string) (L, bool)
}

// RepositoryOf returns a typed repository as a [Repository]. If the typed repository
// returns no workshop, the Repository returns nil.
func RepositoryOf[L Live](of Typed[L]) Repository { return repository[L]{of} }

type repository[L Live] struct{ Typed[L] }

func (r repository[L]) Create(ctx context.Context, c model.CreateWorkshop) (Live, error) {
	return asLive(r.Typed.Create(ctx, c))
}

func (r repository[L]) Open(ctx context.Context, id string) (Live, error) {
	return asLive(r.Typed.Open(ctx, id))
}

func (r repository[L]) ByCode(code string) (Live, bool) {
	live, ok := r.Typed.ByCode(code)
	if !ok {
		return nil, false
	}
	return live, true
}

// asLive converts an L to a Live; a nil L becomes a nil Live.
func asLive[L Live](live L, err error) (Live, error) {
	if err != nil {
		return nil, err
	}
	return live, nil
}
