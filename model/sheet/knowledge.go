package sheet

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// knownHeading is what a heading tells of its column.
type knownHeading struct {
	role   Role
	why    Why // if role is Ignored
	weight int // of headings with the same role, the one with the highest weight is used
}

// Weights of headings of the column with the ideas.
const (
	strong = 3 // hardly ever means anything else
	medium = 2
	weak   = 1 // used only if there is nothing better
)

// headings are the headings that tools write, by their keys. The tools are
// Google and Microsoft Forms, Typeform and SurveyMonkey; Miro, Mural, Padlet,
// Trello; EasyRetro (FunRetro), Parabol, Retrium, Azure DevOps retrospectives;
// Mentimeter, Slido, Polis; and what people write themselves, in Swedish,
// English, and where it is usual German, Norwegian and Danish.
var headings = map[string]knownHeading{}

func init() {
	for _, entry := range []struct {
		knownHeading
		names string
	}{
		{knownHeading{Text, "", strong}, `comment-body; comment_text; comment text; statement; statements; påstående; påståenden; text; content; innehåll;
			idea; ideas; idé; ide; idéer; ideer; ideen; forslag; förslag; förslaget; suggestion; suggestions; proposal; proposals; vorschlag;
			tanke; tankar; card text; card content; note text; sticky note; sticky notes; sticky; post-it; lapp; lappar; kort; cards; card;
			thought; thoughts; reflection; reflektion; synpunkt; synpunkter; åsikt; inlägg; question text; open-ended response; brainstorm`},
		{knownHeading{Text, "", medium}, `description; beskrivning; comment; kommentar; comments; kommentarer; message; meddelande; body; brödtext;
			response; responses; svar; svaret; answer; answers; question; fråga; frågor; questions; feedback; item; items; value; post; beitrag; antwort; svartext; card description; note body`},
		{knownHeading{Title, "", weak}, `title; titel; rubrik; subject; ämnesrad; card name; card title; headline; summary; sammanfattning; item title`},
		{knownHeading{Author, "", strong}, `author; författare; author name; authors; created by; createdby; skapad av; creator; posted by; written by; skriven av;
			your name; ditt namn; förslagsställare; avsändare; submitted by; inlämnad av; participant name; deltagare; participant; respondent name; autor; verfasser; card author; name of author; nickname; smeknamn; voter name`},
		{knownHeading{Author, "", medium}, `name; namn; full name; first and last name; för- och efternamn; vem; who; user; användare; username; user name; användarnamn; member; members; medlem; navn; first name; förnamn; vorname; display name; screen name; participant name or id`},
		{knownHeading{Author, "", weak}, `last updated by; updated by; modified by; ändrad av; owner; ägare; assignee`},
		{knownHeading{Surname, "", strong}, `last name; surname; efternamn; nachname`},
		{knownHeading{Sector, "", strong}, `sector; sektor; samhällssektor; part of society; organisationstyp`},
		{knownHeading{Cluster, "", strong}, `cluster; clusters; kluster; group; grupp; reflectionGroup; reflection group; group title; group name; gruppnamn; grouping; theme; tema; topic; ämne; area; område; cluster name; thema; gruppe`},
		{knownHeading{Category, "", strong}, `category; kategori; categories; kategorie; prompt; feedback type; column; column name; column title; kolumn; list name; lista; list; section; sektion; avsnitt; frame; frame name; ram; bucket; rubrik på kolumn; card type; type of feedback; label; etikett`},
		{knownHeading{Category, "", medium}, `type; typ; slag; sort`},
		{knownHeading{Kind, "", strong}, `kind`},
		{knownHeading{Hidden, "", strong}, `hidden; dold; gömd; is hidden`},
		{knownHeading{Parked, "", strong}, `parked; parkerad; parking lot; parkering`},
		{knownHeading{Note, "", strong}, `note; anteckning; is note`},
		{knownHeading{Phase, "", strong}, `phase; moment; fas`},
		{knownHeading{Session, "", strong}, `session; pass`},
		{knownHeading{Goals, "", strong}, `goals; global goals; globala mål; mål; sdg; sdgs`},
		{knownHeading{Targets, "", strong}, `targets; delmål`},
		{knownHeading{Ignored, WhyPrivate, strong}, `internal_notes; internal notes; interna anteckningar; notes; anteckningar; note to self; moderator notes; private notes`},
		{knownHeading{Ignored, WhyID, strong}, `id; #; nr; no; number; nummer; löpnummer; row; rad; index; author-id; author id; comment-id; comment id; card id; list id; board id; board name; card url; url; link; länk; link to; respondent id; collector id; network id; response id; response type; user id; uid; uuid; key; token; ip address; ip-adress; ip; post id; wish id; row id; idea id; participant id; session id; voter; email id; image; attachment; attachments; bilaga; board; position x; position y; x; y; bg color; background color; color; colour; färg; border line; border color; width; height; language; språk; user agent; device; archived; list position; due complete; discussionThread; discussion thread; tags; labels; etiketter; custom data 1; reference; referens`},
		{knownHeading{Ignored, WhyTime, strong}, `timestamp; tidstämpel; tidsstämpel; datetime; date; datum; time; tid; klockslag; start time; starttid; startzeit; completion time; slutförandetid; sluttid; fertigstellungszeit; last modified time; senast ändrad; senaste ändringstid; created; created at; createdAt; created date; createddate; created on; skapad; skapat; updated; updated at; last updated; last modified; uppdaterad; modified; start date; start date (utc); stage date (utc); submit date; submit date (utc); submitted at; end date; date created; date modified; due date; förfallodatum; zeitstempel; published at; year; month; last activity date; inlämnad; inskickad; svarsdatum`},
		{knownHeading{Ignored, WhyMail, strong}, `email; e-mail; e-post; epost; mail; mejl; email address; e-mail address; e-postadress; mailadress; mejladress; e-mail-adresse; author email; phone; telefon; telefonnummer; mobil`},
		{knownHeading{Ignored, WhyNumber, strong}, `votes; vote; vote count; votecount; number of votes; röster; antal röster; likes; like; gillar; upvotes; downvotes; reactions; reaktioner; score; scores; poäng; points; total points; totalpoäng; quiz feedback; rating; betyg; agrees; disagrees; passes; moderated; agree; disagree; pass; count; antal; stars; rank; dots; voters; stimmen; importance; priority; prioritet; is_seed; is_meta; velocity; completed; is answered; answered; action item count`},
	} {
		for name := range strings.SplitSeq(entry.names, ";") {
			headings[headingKey(name)] = entry.knownHeading
		}
	}
}

// topics are headings of columns with one card in each cell.
var topics = func() map[string]bool {
	all := map[string]bool{}
	for name := range strings.SplitSeq(`went well; what went well; what went well?; it went well; to improve; what to improve; improve; can be improved; what can be improved; needs improvement;
		didn't go well; what didn't go well; did not go well; went wrong; to change; action items; action item; actions; action; start; stop; continue; keep; drop; add; more; less; more of; less of; keep doing; start doing; stop doing; glad; sad; mad;
		liked; learned; lacked; longed for; plus; minus; delta; rose; thorn; bud; wind; anchor; anchors; rocks; island; sun; kudos; shout outs; appreciations; questions; ideas; puzzles; risks; pros; cons; strengths; weaknesses; opportunities; threats; good; bad; highlights; lowlights; to do; doing; done; problems; solutions; hopes; fears;
		gick bra; det gick bra; vad gick bra; vad gick bra?; gick mindre bra; vad gick mindre bra; vad gick mindre bra?; gick dåligt; att förbättra; kan förbättras; kan bli bättre; vad kan bli bättre; vad kan bli bättre?; förbättringar; förbättra; börja; börja med; sluta; sluta med; fortsätt; fortsätta; fortsätt med; behåll; behålla; mer av; mindre av; åtgärder; handling; glad; ledsen; arg; lärdomar; saknade; gillade; lärde; önskade;
		bra; dåligt; mindre bra; styrkor; svagheter; möjligheter; hot; hinder; problem; lösningar; frågor; idéer; för; emot; fördelar; nackdelar; att göra; pågår; klart; risker; ris; ros; guldkorn; medvind; motvind; ankare; hopp; oro; önskemål`, ";") {
		all[headingKey(name)] = true
	}
	return all
}()

// nobody are texts in place of a name that are not a name.
var nobody = func() map[string]bool {
	all := map[string]bool{}
	for name := range strings.SplitSeq(`anonymous; anonym; anonymt; anonyme; anonymous user; anonym användare; anonymous participant; unknown; okänd; guest; gäst; n/a; none; ingen; null; nobody; -; –; —; ?`, ";") {
		all[headingKey(name)] = true
	}
	delete(all, "")
	return all
}()

// subheads are the texts of a second row of headings, below open questions.
var subheads = func() map[string]bool {
	all := map[string]bool{}
	for name := range strings.SplitSeq(`open-ended response; response; svar; öppet svar; offene antwort; other (please specify); annat (var god specificera)`, ";") {
		all[headingKey(name)] = true
	}
	return all
}()

// headingKey returns a heading in the form in which headings are compared: its letters and
// digits in lower case. "Comment-Body *", "comment_body" and "commentBody" are the same.
func headingKey(s string) string {
	out := strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, norm.NFC.String(s))
	if out == "" && strings.TrimSpace(s) == "#" {
		return "#"
	}
	return out
}

// knowHeading returns what a heading tells of its column.
func knowHeading(s string) (knownHeading, bool) {
	k, ok := headings[headingKey(s)]
	return k, ok
}

// asksFor returns how much a heading looks like a question that ideas answer.
func asksFor(s string) int {
	words := strings.FieldsFunc(strings.ToLower(norm.NFC.String(s)), func(r rune) bool { return !unicode.IsLetter(r) })
	weight := 0
	if len(words) > 1 {
		for _, w := range words {
			if k := headings[w]; k.role == Text && k.weight == strong {
				weight = strong
			}
		}
		switch words[0] {
		case "vad", "vilken", "vilket", "vilka", "hur", "varför", "var", "what", "which", "how", "why", "where", "was", "wie", "welche",
			"din", "ditt", "dina", "your", "our", "beskriv", "skriv", "berätta", "ge", "describe", "tell", "write", "share":
			weight = max(weight, medium)
		}
	}
	if strings.HasSuffix(strings.TrimSpace(s), "?") {
		weight = max(weight, medium)
	}
	return weight
}

// asksName reports whether a heading asks for a name.
func asksName(s string) bool {
	words := strings.FieldsFunc(strings.ToLower(norm.NFC.String(s)), func(r rune) bool { return !unicode.IsLetter(r) })
	if len(words) > 5 {
		return false
	}
	for _, w := range words {
		switch w {
		case "namn", "name", "heter":
			return true
		}
	}
	return false
}

// knownIn returns how many cells of a row are known headings, and how many are topics.
func knownIn(r record) (n, ofTopics int) {
	for _, c := range r.cells {
		if len(c) > maxHeading || strings.TrimSpace(c) == "" {
			continue
		}
		if _, ok := knowHeading(c); ok {
			n++
		}
		if topics[headingKey(c)] {
			ofTopics++
		}
	}
	return n, ofTopics
}

// maxHeading is the maximum length of a heading that is looked up, in bytes.
const maxHeading = 80
