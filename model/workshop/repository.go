package workshop

import (
	"context"

	"verkstad/model"
)

// List lists workshops.
type List interface {
	// List is all workshops, the one that changed last first.
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

// Typed is a repository of workshops that are each an L. The store is one, and no
// [Repository] itself, since its methods give its own type.
type Typed[L Live] interface {
	List
	Create(ctx context.Context, c model.CreateWorkshop) (L, error)
	Open(ctx context.Context, id string) (L, error)
	ByCode(code string) (L, bool)
}

// RepositoryOf is a typed repository as a [Repository]. A workshop that it could not
// give is nil.
func RepositoryOf[L Live](of Typed[L]) Repository { return repository[L]{of} }

type repository[L Live] struct{ Typed[L] }

func (r repository[L]) Create(ctx context.Context, c model.CreateWorkshop) (Live, error) {
	return given(r.Typed.Create(ctx, c))
}

func (r repository[L]) Open(ctx context.Context, id string) (Live, error) {
	return given(r.Typed.Open(ctx, id))
}

func (r repository[L]) ByCode(code string) (Live, bool) {
	live, ok := r.Typed.ByCode(code)
	if !ok {
		return nil, false
	}
	return live, true
}

// given keeps an L that is nil from becoming a Live that is not.
func given[L Live](live L, err error) (Live, error) {
	if err != nil {
		return nil, err
	}
	return live, nil
}
