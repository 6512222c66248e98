package web

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"github.com/charmbracelet/colorprofile"
	"github.com/coder/websocket"

	"verkstad/model/text"
	"verkstad/sshserver"
	"verkstad/ui/live"
)

// What goes over the WebSocket of a terminal:
//
//   - To the page, a binary message is what a terminal is sent, whole at its end. A text
//     message is JSON: what is shown beside the picture; see [shown].
//   - To the server, a binary message is what a terminal sends, with no key divided between
//     two. A text message is JSON: a new size, or a change of the text in the field; see
//     [said].

// said is a text message from the page. Exactly one of its fields is set.
type said struct {
	Size *[2]int `json:"size"` // columns and rows
	Edit *edit   `json:"edit"`
}

// edit is a [live.EditMsg].
type edit struct {
	Field  int    `json:"field"`
	At     int    `json:"at"`
	Delete int    `json:"delete"`
	Insert string `json:"insert"`
	Send   bool   `json:"send"`
}

// shown is a text message to the page. What has not changed is left out.
type shown struct {
	Taken int             `json:"taken"`           // messages that had been taken when this was so
	Field json.RawMessage `json:"field,omitempty"` // null where nothing can be written
	Keys  *[]shownKey     `json:"keys,omitempty"`
	Lang  string          `json:"lang,omitempty"`
	Code  string          `json:"code,omitempty"` // of the workshop that is open
}

type shownField struct {
	ID    int    `json:"id"`
	Value string `json:"value"`
	At    int    `json:"at"`
	Limit int    `json:"limit"`
	Label string `json:"label"`
}

type shownKey struct {
	Name  string `json:"name"`
	Shown string `json:"shown"`
	Label string `json:"label"`
}

// errMessage is returned for a message that the page does not send.
var errMessage = errors.New("web: a message that makes no sense")

// maxSpeech is how many bytes a message from the page may have besides a paste.
const maxSpeech = 4 << 10

// parseSaid reads a text message from the page, within the limits.
func parseSaid(message []byte, limits *sshserver.Limits) (said, error) {
	var s said
	if err := json.Unmarshal(message, &s); err != nil || (s.Size == nil) == (s.Edit == nil) {
		return said{}, errMessage
	}
	if s.Size != nil {
		s.Size[0], s.Size[1] = clamp(s.Size[0], 1, limits.MaxWidth), clamp(s.Size[1], 1, limits.MaxHeight)
		return s, nil
	}
	e := s.Edit
	if e.At < 0 || e.Delete < 0 || e.At > limits.Paste || e.Delete > limits.Paste || len(e.Insert) > limits.Paste {
		return said{}, errMessage
	}
	e.Insert = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) && r != '\n' {
			return ' '
		}
		return r
	}, text.FromTerminal([]byte(e.Insert)))
	return s, nil
}

func clamp(n, least, most int) int { return max(least, min(n, most)) }

// parseSize reads the size in the address of a WebSocket, such as 40x32.
func parseSize(q url.Values, limits *sshserver.Limits) (size live.Size, ok bool) {
	columns, rows, _ := strings.Cut(q.Get("size"), "x")
	w, errW := strconv.Atoi(columns)
	h, errH := strconv.Atoi(rows)
	return live.Size{W: clamp(w, 1, limits.MaxWidth), H: clamp(h, 1, limits.MaxHeight)}, errW == nil && errH == nil
}

// maxUser bounds what is asked for, in bytes: a code, and what may stand after a plus.
const maxUser = 100

// serveSocket serves one WebSocket.
func (s *Server) serveSocket(w http.ResponseWriter, r *http.Request) {
	conn, q, limits := connOf(r), r.URL.Query(), s.config.Server.Limits()
	token, known := s.token(r)
	size, ok := parseSize(q, &limits)
	switch {
	case !s.isSameOrigin(r):
		http.Error(w, "another origin", http.StatusForbidden)
		return
	case conn == nil || !ok || len(q.Get("code")) > maxUser:
		http.Error(w, "bad request", http.StatusBadRequest)
		return
	case !known: // the browser keeps no cookies
		http.Error(w, "a cookie is needed", http.StatusForbidden)
		return
	case !s.config.Server.AwaitTurn(conn):
		return
	}
	ws, err := websocket.Accept(w, r, &websocket.AcceptOptions{CompressionMode: websocket.CompressionDisabled})
	if err != nil {
		return
	}
	defer func() { _ = ws.CloseNow() }()
	ws.SetReadLimit(int64(limits.Paste) + maxSpeech)
	t := &socket{ws: ws, limits: limits}
	caller := sshserver.Caller{
		User: q.Get("code"), Remote: conn.RemoteAddr(), Lang: language(r), HasKey: true, Key: s.keyOf(token),
		ClientVersion: r.UserAgent(), Site: s.scheme() + "://" + r.Host, Plain: !s.Encrypted(),
	}
	remote := sshserver.Remote{
		Caller: caller, Lines: q.Has("lines"), Out: t, Next: t.next, Ask: t.ask,
		Terminal: sshserver.Terminal{W: size.W, H: size.H, Term: "xterm-256color", Profile: colorprofile.TrueColor, Environ: []string{"COLORTERM=truecolor"}},
	}
	if !remote.Lines {
		remote.Terminal.ShowControls = t.showControls
	}
	status, stopping := s.config.Server.ServeRemote(context.WithoutCancel(r.Context()), conn, remote)
	_ = ws.Close(closeCode(status, stopping), "")
}

// closeCode returns the status code of a WebSocket whose session has ended. The page comes
// back by itself if the server is about to stop, or the connection was cut, and otherwise
// when the person wants to.
func closeCode(status int, stopping bool) websocket.StatusCode {
	switch {
	case stopping:
		return websocket.StatusGoingAway
	case status == 0:
		return websocket.StatusNormalClosure
	}
	return websocket.StatusPolicyViolation
}

// socket is a WebSocket as the two ends of a terminal.
type socket struct {
	ws     *websocket.Conn
	limits sshserver.Limits

	taken int // messages that have been handed on; for next alone

	// These are for showControls alone.
	told     live.Controls
	toldN    int
	everTold bool
}

// next waits for the next message.
func (t *socket) next(resized func(w, h int)) (sshserver.Input, error) {
	for {
		kind, data, err := t.ws.Read(context.Background()) // closing the connection ends it
		if err != nil {
			return sshserver.Input{}, err
		}
		t.taken++
		if kind == websocket.MessageBinary {
			return sshserver.Input{Typed: data, Whole: true, Taken: t.taken}, nil
		}
		s, err := parseSaid(data, &t.limits)
		switch {
		case err != nil:
			return sshserver.Input{}, err
		case s.Size != nil:
			t.taken-- // the page does not count these
			resized(s.Size[0], s.Size[1])
		default:
			e := live.EditMsg(*s.Edit)
			return sshserver.Input{Edit: &e, Taken: t.taken}, nil
		}
	}
}

// Write sends one update. The bytes are shared with other terminals.
func (t *socket) Write(p []byte) (int, error) {
	if err := t.ws.Write(context.Background(), websocket.MessageBinary, p); err != nil {
		return 0, err
	}
	return len(p), nil
}

// ask asks the browser whether it is there.
func (t *socket) ask() error {
	ctx, cancel := context.WithTimeout(context.Background(), t.limits.KeepaliveAnswer)
	defer cancel()
	return t.ws.Ping(ctx)
}

// showControls sends what has changed beside the picture.
func (t *socket) showControls(taken int, c live.Controls) error {
	out, changed := t.changes(taken, c)
	if !changed {
		return nil
	}
	message, err := json.Marshal(out)
	if err != nil {
		return err
	}
	return t.ws.Write(context.Background(), websocket.MessageText, message)
}

// changes returns what has changed since the last time, and remembers it.
func (t *socket) changes(taken int, c live.Controls) (out shown, changed bool) {
	out.Taken = taken
	sameField := (c.Field == nil) == (t.told.Field == nil) && (c.Field == nil || *c.Field == *t.told.Field)
	sameKeys := slices.Equal(c.Keys, t.told.Keys)
	if t.everTold && taken == t.toldN && sameField && sameKeys && c.Lang == t.told.Lang && c.Code == t.told.Code {
		return out, false
	}
	if !sameField || !t.everTold {
		out.Field = json.RawMessage("null")
		if f := c.Field; f != nil {
			out.Field, _ = json.Marshal(shownField(*f)) // cannot fail
		}
	}
	if !sameKeys || !t.everTold {
		keys := make([]shownKey, 0, len(c.Keys))
		for _, k := range c.Keys {
			keys = append(keys, shownKey(k))
		}
		out.Keys = &keys
	}
	if c.Lang != t.told.Lang {
		out.Lang = c.Lang
	}
	if c.Code != t.told.Code {
		out.Code = c.Code
	}
	t.told, t.toldN, t.everTold = c, taken, true
	return out, true
}
