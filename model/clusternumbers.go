package model

import (
	"slices"
	"time"
)

// A cluster keeps its number while it is on the board, whatever becomes of the others: a
// number that is pressed, or said aloud, means the cluster that had it when it was read.

// numberRests is how long the number of a cluster that is gone is given to no other.
const numberRests = 20 * time.Second

// oneDigit is the last number that is pressed with one key.
const oneDigit = 9

// clusterNumber says which cluster has or had a number last, and since when it is gone;
// zero while it is on the board.
type clusterNumber struct {
	of   ItemID
	gone time.Time
}

// ClusterNumber returns the number of a cluster on the board, from 1; 0 if it has none.
func (b *Board) ClusterNumber(id ItemID) int {
	at := slices.IndexFunc(b.numbers, func(n clusterNumber) bool { return n.of == id && n.gone.IsZero() })
	return at + 1
}

// numberClusters gives the clusters that have come to the board their numbers, and notes
// those that have gone: it is called after an event that changed clusters.
func (b *Board) numberClusters(now time.Time) {
	numbers := slices.Clone(b.numbers)
	for i, n := range numbers {
		switch c := b.Cluster(n.of); {
		case c != nil && c.Live():
			numbers[i].gone = time.Time{}
		case n.gone.IsZero():
			numbers[i].gone = now
		}
	}
	has := map[ItemID]bool{}
	for _, n := range numbers {
		has[n.of] = true
	}
	for _, c := range b.clusters.All() {
		if c.Live() && !has[c.ID] {
			numbers = giveNumber(numbers, c.ID, now)
		}
	}
	b.numbers = numbers
}

// giveNumber gives a cluster the first number that none has had, as long as one key is
// enough for it; then the one that has rested longest; then the next.
func giveNumber(numbers []clusterNumber, id ItemID, now time.Time) []clusterNumber {
	longest := -1
	for i, n := range numbers {
		rested := !n.gone.IsZero() && now.Sub(n.gone) >= numberRests
		if rested && (longest < 0 || n.gone.Before(numbers[longest].gone)) {
			longest = i
		}
	}
	if len(numbers) < oneDigit || longest < 0 {
		return append(numbers, clusterNumber{of: id})
	}
	numbers[longest] = clusterNumber{of: id}
	return numbers
}
