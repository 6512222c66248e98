package bench

import (
	"context"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"charm.land/bubbles/v2/textinput"
	tea "charm.land/bubbletea/v2"
	"charm.land/ssh"
	"charm.land/wish/v2"
	"charm.land/wish/v2/activeterm"
	"charm.land/wish/v2/bubbletea"
)

// usual is the same screen as one writes it by the book: a Bubble Tea program
// with its renderer for each session, which everybody's ideas are sent to, and
// whose View lays out the whole board with Lip Gloss. It is the pattern of
// wish's example multichat. It keeps nothing on disk.
type usual struct {
	view view

	mu       sync.Mutex
	programs []*tea.Program
}

func startUsual(t testing.TB, v view) server {
	t.Helper()
	u := &usual{view: v}
	server, err := wish.NewServer(
		wish.WithAddress("127.0.0.1:0"), wish.WithHostKeyPath(filepath.Join(t.TempDir(), "key")),
		wish.WithPublicKeyAuth(func(ssh.Context, ssh.PublicKey) bool { return true }),
		wish.WithMiddleware(bubbletea.MiddlewareWithProgramHandler(u.program), activeterm.Middleware()),
	)
	if err != nil {
		t.Fatal(err)
	}
	listener := listen(t)
	served := make(chan error, 1)
	go func() { served <- server.Serve(listener) }()
	t.Cleanup(func() {
		ctx, cancel := context.WithTimeout(context.Background(), patience)
		defer cancel()
		_ = server.Shutdown(ctx)
		<-served
	})
	return here(listener.Addr().String())
}

func (u *usual) program(session ssh.Session) *tea.Program {
	pty, _, _ := session.Pty()
	m := &notes{house: u, w: pty.Window.Width, h: pty.Window.Height, input: textinput.New(), start: time.Now()}
	for i := range seeds {
		m.ideas = append(m.ideas, seed(i))
	}
	for column := range headings {
		m.headings = append(m.headings, heading(column))
	}
	m.input.Focus()
	p := tea.NewProgram(m, append(bubbletea.MakeOptions(session), tea.WithoutSignalHandler())...)
	u.mu.Lock()
	defer u.mu.Unlock()
	u.programs = append(u.programs, p)
	return p
}

func (u *usual) send(text string) {
	u.mu.Lock()
	defer u.mu.Unlock()
	for _, p := range u.programs {
		go p.Send(ideaMsg(text))
	}
}

type (
	ideaMsg   string
	secondMsg struct{}
)

// notes is the program of one session.
type notes struct {
	house *usual
	w, h  int
	input textinput.Model
	start time.Time

	ideas    []string // of the list, and on the cards
	headings []string // of columns of cards
	renamed  int
}

func everySecond() tea.Cmd {
	return tea.Tick(time.Second, func(time.Time) tea.Msg { return secondMsg{} })
}

func (m *notes) Init() tea.Cmd { return everySecond() }

func (m *notes) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	switch msg := msg.(type) {
	case tea.WindowSizeMsg:
		m.w, m.h = msg.Width, msg.Height
	case secondMsg:
		return m, everySecond()
	case ideaMsg:
		if m.house.view == cards {
			m.headings[m.renamed%headings] = string(msg)
			m.renamed++
		} else {
			m.ideas = append(m.ideas, string(msg))
		}
		return m, nil
	case tea.KeyPressMsg:
		if msg.String() == "enter" {
			m.house.send(m.input.Value())
			m.input.SetValue("")
			return m, nil
		}
	}
	var cmd tea.Cmd
	m.input, cmd = m.input.Update(msg)
	return m, cmd
}
