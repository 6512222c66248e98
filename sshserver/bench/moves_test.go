package bench

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"verkstad/model"
	"verkstad/model/method"
	"verkstad/sshserver/loadtest"
	"verkstad/sshserver/sshtest"
)

// twentySizes are those of the terminals in BenchmarkReflow.
var twentySizes = func() (sizes [][2]int) {
	for i := range 20 {
		sizes = append(sizes, [2]int{60 + 7*i, 20 + 2*i})
	}
	return sizes
}()

// BenchmarkReflow is the change that moves everything on everybody's board: the
// group goes from gathering to sorting, and back. There are twenty sizes of
// terminal and three kinds of language and background, and nothing of what is
// shown next has been drawn before.
func BenchmarkReflow(b *testing.B) {
	eachCrowd(b, func(b *testing.B, n int) {
		sent := 0
		b.Run(fmt.Sprintf("verkstad/%d", n), func(b *testing.B) {
			phases := map[method.Activity]string{method.Gather: loadtest.Marker(0), method.Cluster: loadtest.Marker(1)}
			h := startCards(b, func(agenda []method.Phase) {
				for i := range agenda {
					if title := phases[agenda[i].Activity]; title != "" {
						agenda[i].Title = method.Text{"sv": title, "en": title}
					}
				}
			})
			l, o := startLoad(b), h.server().join(n)
			o.Sizes, o.Looks = twentySizes, true
			l.ask(b, o)
			round := 0
			sent = h.measureMove(b, l, n, func() (string, func()) {
				round++
				for column := range headings + 1 { // a card in each
					h.do(model.EditIdea{ID: model.ItemID(1 + column), Text: fmt.Sprintf("En annan idé %d", round)})
				}
				next := [...]method.Activity{method.Cluster, method.Gather}[round%2]
				return phases[next], func() { h.enter(next) }
			})
		})
		b.Run(fmt.Sprintf("floor/%d", n), func(b *testing.B) { measure(b, n, "", startFloor(b, sent, 0)) })
	})
}

// BenchmarkReveal is a vote's close where everybody's screen is their own: the
// candidates in their own order, their own dots and choice.
func BenchmarkReveal(b *testing.B) {
	eachCrowd(b, func(b *testing.B, n int) {
		sent := 0
		b.Run(fmt.Sprintf("verkstad/%d", n), func(b *testing.B) {
			h := startCards(b)
			candidates := h.candidates(12)
			l := startLoad(b)
			l.ask(b, h.server().join(n))
			h.enter(method.Vote)
			bar := strings.Repeat("█", 8) // of who has most dots; there are none before
			sent = h.measureMove(b, l, n, func() (string, func()) {
				h.do(model.OpenRound{Candidates: candidates, Dots: 5, MaxPer: 3})
				time.Sleep(2 * time.Second) // until all see the candidates, and keys are taken for them
				l.ask(b, order{Do: "press", Keys: ballots})
				h.await(func(board *model.Board) bool { return board.OpenRound().Cast() == n })
				return bar, func() { h.do(model.CloseRound{}) }
			})
		})
		b.Run(fmt.Sprintf("floor/%d", n), func(b *testing.B) { measure(b, n, "", startFloor(b, sent, 0)) })
	})
}

// ballots are what people type who vote: some steps down, and some dots.
var ballots = func() (keys []string) {
	for i := range 36 {
		keys = append(keys, strings.Repeat("j", i%9)+strings.Repeat("+", 1+i%3)+strings.Repeat("j", i%2)+"+")
	}
	return keys
}()

// candidates makes as many clusters as there are to be, and gives them all.
func (h *verkstad) candidates(n int) (ids []model.ItemID) {
	ideas := h.room.Board().Ideas(model.Host)
	for i := len(h.room.Board().Clusters()); i < n; i++ {
		h.do(model.CreateCluster{Title: seed(i), Ideas: []model.ItemID{ideas[4*i].ID}})
	}
	for _, c := range h.room.Board().Clusters() {
		ids = append(ids, c.ID)
	}
	return ids
}

// await waits until the board is as it should be.
func (h *verkstad) await(good func(*model.Board) bool) {
	h.t.Helper()
	sshtest.Eventually(h.t, "the board that is waited for", func() bool { return good(h.room.Board()) })
}

// measureMove measures what the facilitator does, until everybody's screen
// shows a text that comes with it. Prepare, which is not timed, gives both. It
// returns how many bytes each was sent.
func (h *verkstad) measureMove(b *testing.B, l *load, n int, prepare func() (shown string, move func())) (sent int) {
	var all report
	var busy time.Duration
	for b.Loop() {
		b.StopTimer()
		shown, move := prepare()
		time.Sleep(700 * time.Millisecond) // until everybody has what was prepared
		l.ask(b, order{Do: "expect", Text: shown})
		before := l.ask(b, order{Do: "bytes"}).Bytes
		b.StartTimer()
		start, cpu := time.Now(), cpuTime()
		move()
		r := l.ask(b, order{Do: "await", Since: start.Round(0)})
		busy += cpuTime() - cpu
		r.Bytes -= before
		all.add(r)
	}
	each := func(whole float64) float64 { return whole / float64(all.Ideas) / float64(n) }
	reportSpread(b, "", all.Times)
	b.ReportMetric(each(float64(busy.Microseconds())), "µs/terminal")
	b.ReportMetric(each(float64(all.Bytes)), "B/terminal")
	b.ReportMetric(float64(all.Missing), "missing")
	l.stop()
	return int(each(float64(all.Bytes)))
}
