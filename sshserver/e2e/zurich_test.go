package e2e

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"

	"verkstad/model"
)

// zurich is the vote of 180 people with 10 dots each over 24 projects in
// Zurich, 2023 (Yang et al. 2024, arXiv 2310.03501, via Pabulib).
type zurich struct {
	projects []project
	ballots  []map[int]int // dots by project id
}

type project struct {
	id, votes, score int // votes: voters who chose it; score: sum of dots
	name             string
}

// readZurich reads the file beside the project; the test is skipped, saying
// so, where it is not.
func readZurich(t *testing.T) zurich {
	t.Helper()
	f, err := os.Open(filepath.FromSlash("../../../shared/data/zurich-d10.pb"))
	if err != nil {
		t.Skipf("the real ballots are not here: %v", err)
	}
	defer f.Close()
	var z zurich
	section := ""
	lines := bufio.NewScanner(f)
	for lines.Scan() {
		line := lines.Text()
		fields := strings.Split(line, ";")
		switch {
		case line == "META", line == "PROJECTS", line == "VOTES":
			section = line
		case fields[0] == "project_id", fields[0] == "voter_id", section == "META", section == "":
		case section == "PROJECTS":
			z.projects = append(z.projects, project{number(t, fields[0]), number(t, fields[2]), number(t, fields[3]), fields[4]})
		case section == "VOTES":
			ballot := map[int]int{}
			dots := strings.Split(fields[2], ",")
			for i, id := range strings.Split(fields[1], ",") {
				ballot[number(t, id)] += number(t, dots[i])
			}
			z.ballots = append(z.ballots, ballot)
		}
	}
	if err := lines.Err(); err != nil || len(z.projects) != 24 || len(z.ballots) != 180 {
		t.Fatalf("read %d projects and %d ballots: %v", len(z.projects), len(z.ballots), err)
	}
	return z
}

func number(t *testing.T, s string) int {
	t.Helper()
	n, err := strconv.Atoi(strings.TrimSpace(s))
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// TestZurich casts the 180 real ballots by 180 keys over SSH line commands,
// many at a time, and holds the export to the official count in all 24 rows.
func TestZurich(t *testing.T) {
	z := readZurich(t)
	ssh := sshPath(t)
	dir, keys, port := t.TempDir(), t.TempDir(), freePort(t)
	lead := facilitator(t, keys, dir, port)
	serve(t, dir, port, "--method", "colab", "--title", "Zürich D10", "--code", code)

	ids := map[int]string{} // our id of each project
	for _, p := range z.projects {
		out, err := lead.line(t, ssh, code, "idea", fmt.Sprintf("%q", p.name))
		if err != nil {
			t.Fatal(err)
		}
		ids[p.id] = strings.TrimSpace(out)
	}
	open := []string{"round", "open", "--dots", "10", "--max", "10"}
	for _, p := range z.projects {
		open = append(open, ids[p.id])
	}
	for _, args := range [][]string{{"goto", "vote"}, {"reveal"}, open} {
		if _, err := lead.line(t, ssh, code, args...); err != nil {
			t.Fatal(err)
		}
	}

	voters := make(chan int)
	var wg sync.WaitGroup
	for range 12 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for i := range voters {
				if err := castOne(port, i, z.ballots[i], ids); err != nil {
					t.Error(err)
				}
			}
		}()
	}
	for i := range z.ballots {
		voters <- i
	}
	close(voters)
	wg.Wait()

	out, err := lead.line(t, ssh, code, "export", "json")
	if err != nil {
		t.Fatal(err)
	}
	if r := exported(t, out).Rounds[0]; r.Results != nil || r.Cast != len(z.ballots) {
		t.Fatalf("while the secret round is open the export shows %d results of %d ballots", len(r.Results), r.Cast)
	}
	if _, err := lead.line(t, ssh, code, "round", "close"); err != nil {
		t.Fatal(err)
	}
	if out, err = lead.line(t, ssh, code, "export", "json"); err != nil {
		t.Fatal(err)
	}
	holdCount(t, z, ids, exported(t, out).Rounds[0])
}

func castOne(port, i int, ballot map[int]int, ids map[int]string) error {
	c, err := connect(port, code)
	if err != nil {
		return fmt.Errorf("voter %d: %w", i, err)
	}
	defer c.close()
	sector := model.Sectors[i%len(model.Sectors)]
	if _, err := c.run(fmt.Sprintf("join --name 'Voter %03d' --sector %s", i, sector)); err != nil {
		return err
	}
	vote := "vote"
	for id, n := range ballot {
		vote += fmt.Sprintf(" %s=%d", ids[id], n)
	}
	_, err = c.run(vote)
	return err
}

func exported(t *testing.T, raw string) model.Document {
	t.Helper()
	var d model.Document
	if err := json.Unmarshal([]byte(raw), &d); err != nil {
		t.Fatalf("the export is no JSON: %v\n%s", err, raw)
	}
	return d
}

func holdCount(t *testing.T, z zurich, ids map[int]string, r model.RoundEntry) {
	t.Helper()
	if len(r.Results) != len(z.projects) {
		t.Fatalf("%d rows, want %d", len(r.Results), len(z.projects))
	}
	rows := map[string]model.ResultEntry{}
	for _, row := range r.Results {
		rows[strconv.Itoa(int(row.ID))] = row
	}
	right := 0
	for _, p := range z.projects {
		row := rows[ids[p.id]]
		if row.Dots != p.score || row.Voters != p.votes {
			t.Errorf("%s: %d dots of %d voters, officially %d of %d", p.name, row.Dots, row.Voters, p.score, p.votes)
			continue
		}
		right++
	}
	t.Logf("%d of %d rows equal the official count", right, len(z.projects))
}
