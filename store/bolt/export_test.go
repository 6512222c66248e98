package bolt

import (
	"testing"

	"go.etcd.io/bbolt"
)

// At has f told after each stage of an upgrade; an error of f ends it there.
func (o Options) At(f func(stage string) error) Options { o.onStage = f; return o }

// AddStep makes a schema of its own for the time of a test.
func AddStep(t *testing.T, f func(*bbolt.Tx) error) {
	before := steps
	steps = append(steps[:len(steps):len(steps)], f)
	t.Cleanup(func() { steps = before })
}
