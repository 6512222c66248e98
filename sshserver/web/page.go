package web

import (
	"bytes"
	"embed"
	"encoding/json"
	"html/template"
	"net/http"
	"strings"

	"verkstad/ui/i18n"
)

//go:embed page
var files embed.FS

// pages are the page in each language.
var pages = func() map[string][]byte {
	t := template.Must(template.ParseFS(files, "page/page.html"))
	words := map[string]pageWords{}
	for _, lang := range i18n.Languages {
		words[lang] = wordsOf(i18n.For(lang))
	}
	all, err := json.Marshal(words)
	if err != nil {
		panic(err) // as below
	}
	made := map[string][]byte{}
	for _, lang := range i18n.Languages {
		var page bytes.Buffer
		if err := t.Execute(&page, struct {
			Lang  string
			Here  pageWords
			Words string
		}{lang, words[lang], string(all)}); err != nil {
			panic(err) // a test makes every page
		}
		made[lang] = page.Bytes()
	}
	return made
}()

// pageWords are what the page itself says.
type pageWords struct {
	Lost    string `json:"lost"`    // the connection is lost, and tried again
	Plain   string `json:"plain"`   // the connection is not encrypted
	Back    string `json:"back"`    // button: come back
	Ended   string `json:"ended"`   // the session has ended
	Send    string `json:"send"`    // button
	Keys    string `json:"keys"`    // name of the row of buttons
	Up      string `json:"up"`      // buttons
	Down    string `json:"down"`    //
	Left    string `json:"left"`    //
	Right   string `json:"right"`   //
	Escape  string `json:"escape"`  //
	Line    string `json:"line"`    // name of the field of a conversation in lines
	NoEntry string `json:"noentry"` // the browser is too old
}

func wordsOf(w *i18n.Words) pageWords {
	return pageWords{
		Lost: w.T("web.lost"), Plain: w.T("web.plain"), Back: w.T("web.back"), Ended: w.T("web.ended"), Send: w.T("web.send"),
		Keys: w.T("web.keys"), Up: w.T("web.up"), Down: w.T("web.down"), Left: w.T("web.left"), Right: w.T("web.right"),
		Escape: w.T("web.escape"), Line: w.T("web.line"), NoEntry: w.T("web.noentry"),
	}
}

// language returns the first language of a request that is spoken here, or "" if none is.
func language(r *http.Request) string {
	for part := range strings.SplitSeq(r.Header.Get("Accept-Language"), ",") {
		tag, _, _ := strings.Cut(strings.TrimSpace(part), ";")
		switch tag, _, _ = strings.Cut(strings.ToLower(tag), "-"); tag {
		case "sv", "nb", "nn", "no", "da":
			return "sv" // Norwegian and Danish readers understand it
		case "en":
			return "en"
		}
	}
	return ""
}

// maxPath bounds the path of a request, in bytes.
const maxPath = 64

// ServeHTTP answers one request.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if !s.isOurs(r.Host) {
		w.Header().Set("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'")
		http.Error(w, "this server is not known by that name", http.StatusMisdirectedRequest)
		return
	}
	s.setHeaders(w, r)
	switch path := r.URL.Path; {
	case r.Method != http.MethodGet && r.Method != http.MethodHead:
		http.Error(w, "only GET is answered", http.StatusMethodNotAllowed)
	case path == "/ws":
		s.serveSocket(w, r)
	case path == "/page.js" || path == "/page.css":
		http.ServeFileFS(w, r, files, "page"+path)
	case path == "/favicon.ico": // else it would be taken for a code, and be given a cookie
		w.WriteHeader(http.StatusNoContent)
	case strings.Count(path, "/") == 1 && len(path) <= maxPath: // also for a code that there is not
		s.giveCookie(w, r)
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		page := pages[language(r)]
		if page == nil {
			page = pages["en"]
		}
		_, _ = w.Write(page)
	default:
		http.NotFound(w, r)
	}
}

// setHeaders sets what every answer has.
func (s *Server) setHeaders(w http.ResponseWriter, r *http.Request) {
	h := w.Header()
	socket := "ws://" + r.Host
	if s.Encrypted() {
		socket = "wss://" + r.Host
	}
	h.Set("Content-Security-Policy", "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self' "+socket+
		"; img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'")
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("X-Frame-Options", "DENY")
	h.Set("Referrer-Policy", "no-referrer") // the address has the join code
	h.Set("Cross-Origin-Opener-Policy", "same-origin")
	h.Set("Cross-Origin-Resource-Policy", "same-origin")
	h.Set("Permissions-Policy", "camera=(), microphone=(), geolocation=()")
	h.Set("Cache-Control", "no-store")
}
