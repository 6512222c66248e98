package findings_test

import "math"

// tiny is what counts as nothing beside the whole numbers of a vote.
const tiny = 1e-7

// constraint holds a sum of variables, each times its factor, between two values.
type constraint struct {
	factors     []float64
	least, most float64
}

// simplex is the tableau of a linear program whose variables are none negative: a
// row for each constraint, its right side last. basis is the variable of each row.
type simplex struct {
	rows  [][]float64
	basis []int
	n     int // variables, with those that take up the slack of a constraint
}

// newSimplex finds a point that satisfies all constraints, by the first phase of
// the two-phase method; false if there is none. (Dantzig 1963.)
func newSimplex(variables int, all []constraint) (*simplex, bool) {
	s := &simplex{n: variables}
	for _, c := range all {
		if c.least != c.most {
			s.n++
		}
	}
	slack := variables
	for _, c := range all {
		row := make([]float64, s.n+1)
		copy(row, c.factors)
		row[s.n] = c.most
		if c.least != c.most {
			if row[slack] = 1; math.IsInf(c.most, 1) {
				row[slack], row[s.n] = -1, c.least
			}
			slack++
		}
		if row[s.n] < 0 {
			for i := range row {
				row[i] = -row[i]
			}
		}
		s.rows, s.basis = append(s.rows, row), append(s.basis, -1)
	}
	return s, s.start()
}

// start gives every row a variable, so that what the rows lack becomes nothing.
func (s *simplex) start() bool {
	for range 50 * (len(s.rows) + 10) {
		lack := make([]float64, s.n+1) // of all rows without a variable
		for r, row := range s.rows {
			if s.basis[r] < 0 {
				for j, v := range row {
					lack[j] += v
				}
			}
		}
		if lack[s.n] < tiny {
			return s.settle()
		}
		in := 0
		for j := range lack[:s.n] {
			if lack[j] > lack[in]+tiny {
				in = j
			}
		}
		if lack[in] < tiny || !s.enter(in) {
			return false
		}
	}
	return false
}

// settle takes out the rows that follow from others.
func (s *simplex) settle() bool {
	for r := len(s.rows) - 1; r >= 0; r-- {
		if s.basis[r] >= 0 {
			continue
		}
		in := 0
		for j := range s.rows[r][:s.n] {
			if math.Abs(s.rows[r][j]) > math.Abs(s.rows[r][in]) {
				in = j
			}
		}
		if math.Abs(s.rows[r][in]) > tiny {
			s.pivot(r, in)
			continue
		}
		s.rows = append(s.rows[:r], s.rows[r+1:]...)
		s.basis = append(s.basis[:r], s.basis[r+1:]...)
	}
	return true
}

// enter brings a variable into the basis; false if nothing bounds it.
func (s *simplex) enter(in int) bool {
	out, least := -1, math.Inf(1)
	for r, row := range s.rows {
		if row[in] < tiny {
			continue
		}
		ratio := row[s.n] / row[in]
		if out < 0 || ratio < least-tiny || ratio < least+tiny && s.basis[r] < s.basis[out] {
			out, least = r, ratio
		}
	}
	if out < 0 {
		return false
	}
	s.pivot(out, in)
	return true
}

func (s *simplex) pivot(r, in int) {
	by := s.rows[r][in]
	for j := range s.rows[r] {
		s.rows[r][j] /= by
	}
	for i, row := range s.rows {
		if i != r && row[in] != 0 {
			subtract(row, s.rows[r], row[in])
		}
	}
	s.basis[r] = in
}

func subtract(row, other []float64, times float64) {
	for j, v := range other {
		if v != 0 {
			row[j] -= times * v
		}
	}
	if at := len(row) - 1; math.Abs(row[at]) < tiny {
		row[at] = 0
	}
}

// maximize goes to a point where a sum of the variables, each times its weight, is
// as large as can be, or over enough.
func (s *simplex) maximize(weights []float64, enough float64) float64 {
	cost := make([]float64, s.n+1)
	copy(cost, weights)
	for r, b := range s.basis {
		if cost[b] != 0 {
			subtract(cost, s.rows[r], cost[b])
		}
	}
	for turn := 0; ; turn++ {
		in := -1
		for j, v := range cost[:s.n] {
			// First what gains the most, and at last by Bland's rule, which ends.
			if v > tiny && (in < 0 || turn < 400 && v > cost[in]) {
				in = j
			}
		}
		if value := -cost[s.n]; in < 0 || value > enough || !s.enter(in) {
			return value
		}
		for r, b := range s.basis {
			if b == in {
				subtract(cost, s.rows[r], cost[in])
			}
		}
	}
}

// point is the values of the variables here.
func (s *simplex) point() []float64 {
	at := make([]float64, s.n)
	for r, b := range s.basis {
		at[b] = s.rows[r][s.n]
	}
	return at
}
