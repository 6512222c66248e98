package bench

import (
	"context"
	"fmt"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"charm.land/bubbles/v2/textinput"
	tea "charm.land/bubbletea/v2"
	"charm.land/lipgloss/v2"
	"charm.land/ssh"
	"charm.land/wish/v2"
	"charm.land/wish/v2/activeterm"
	"charm.land/wish/v2/bubbletea"
)

// usual is the same board as one writes it by the book: a Bubble Tea program
// with its renderer for each session, which everybody's ideas are sent to. It
// is the pattern of wish's example multichat. It keeps nothing on disk.
type usual struct {
	mu       sync.Mutex
	programs []*tea.Program
}

func startUsual(t testing.TB) (address string) {
	t.Helper()
	u := &usual{}
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
	return listener.Addr().String()
}

func (u *usual) program(session ssh.Session) *tea.Program {
	pty, _, _ := session.Pty()
	m := &notes{house: u, w: pty.Window.Width, h: pty.Window.Height, input: textinput.New(), start: time.Now()}
	for i := range seeds {
		m.ideas = append(m.ideas, seed(i))
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
	ideas []string
	start time.Time
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
		m.ideas = append(m.ideas, string(msg))
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

var (
	titleStyle = lipgloss.NewStyle().Bold(true).Foreground(lipgloss.Color("#7aa2f7"))
	markStyle  = lipgloss.NewStyle().Foreground(lipgloss.Color("#e0af68"))
	boxStyle   = lipgloss.NewStyle().Border(lipgloss.RoundedBorder()).Padding(0, 1)
)

// View is a header with a clock, what is being written, and the newest ideas.
func (m *notes) View() tea.View {
	left := time.Duration(0)
	if !m.start.IsZero() {
		left = time.Hour - time.Since(m.start).Truncate(time.Second)
	}
	var b strings.Builder
	b.WriteString(titleStyle.Render("  Samla idéer") + strings.Repeat(" ", max(1, m.w-26)) + left.String() + "\n")
	b.WriteString(titleStyle.Render(strings.Repeat("━", max(1, m.w-4))) + "\n")
	b.WriteString(boxStyle.Width(max(10, m.w-4)).Render(m.input.View()) + "\n")
	for i, rows := len(m.ideas)-1, m.h-6; i >= 0 && rows > 0; i, rows = i-1, rows-1 {
		b.WriteString("    " + markStyle.Render("◆") + " " + m.ideas[i] + "\n")
	}
	b.WriteString(fmt.Sprintf("  %d idéer", len(m.ideas)))
	v := tea.NewView(b.String())
	v.AltScreen = true
	return v
}
