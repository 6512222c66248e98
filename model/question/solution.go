package question

import "strings"

// hasSolution reports whether it contains a measure or a tool as the answer.
func (q *sentence) hasSolution(f form) bool {
	s := &q.lex.solving
	switch f {
	case invitation:
		return false
	case demand:
		return true
	case statement:
		return len(q.words) > 3 && q.proposes() && !q.hasAny(0, words("vet tror know think undrar wonder"))
	case closed:
		return q.proposesFirst() || q.hasAny(1, s.compulsory)
	}
	start := q.start()
	if f == single || start < 0 {
		return false
	}
	return q.hasAny(start, s.compulsory) || q.namesMeans(start) || q.meansActs(start) || q.founding(start) || q.makesOthers(start)
}

// proposes reports whether a statement says what should be done.
func (q *sentence) proposes() bool {
	if q.hasAnyIn(1, 6, q.lex.solving.should) {
		return true
	}
	return q.has(0, words("vi kommunen man we let's")) && q.hasAnyIn(1, 3, words("ska behöver skulle need could"))
}

// proposesFirst reports whether a yes/no question is about a measure: "Borde kommunen köpa
// …", or one with "ska" or "should" and a verb that is a measure, or a weaker verb with a
// tool or with everybody.
func (q *sentence) proposesFirst() bool {
	s := &q.lex.solving
	if !q.has(0, s.shouldFirst) {
		return false
	}
	if q.hasAny(1, s.measures) || q.hasAny(1, s.introduce) || q.phraseFrom(1, s.introducePairs) {
		return true
	}
	return q.hasAny(1, s.weakMeasures) && (q.hasAny(1, s.socially) || q.anyTool(2))
}

// namesMeans reports whether it names a means: "genom att …", "med en app", "by sending …",
// or a tool that is made or used.
func (q *sentence) namesMeans(start int) bool {
	s := &q.lex.solving
	how := q.has(start, words("hur how")) || q.has(start+1, words("sätt ways way"))
	for i := start + 1; i < len(q.words); i++ {
		switch w := q.words[i]; {
		case how && q.phraseAt(i, s.through) && i+1 < len(q.words):
			return true
		case how && w == "by" && strings.HasSuffix(q.at(i+1), "ing") && len(q.at(i+1)) > 5 && !q.has(i+1, words("during being morning evening spring having nothing everything something")):
			return true
		case how && q.has(i, words("med genom with through")) && q.has(i+1, s.articles) && q.toolWithin(i+2, 3):
			return true // "Hur kan vi med en app …"
		case s.articles[w] && s.might[q.words[i-1]] && q.toolWithin(i+1, 3) && q.hasAny(i+1, s.causes):
			return true // "Hur kan en podd …"
		case s.builds[w] && q.buildingWithin(i+1, 4):
			return true
		case s.makes[w] && (how || q.hasAnyIn(start, i, s.actors)) && q.makesTool(i):
			return true
		}
	}
	return false
}

// meansActs reports whether the subject is a thing that people would have to bring about:
// "Hur kan hundar på äldreboendet minska …". It is indefinite, not a person, and does what
// only a means does.
func (q *sentence) meansActs(start int) bool {
	s := &q.lex.solving
	if !q.has(start, words("hur how")) && !q.has(start+1, words("sätt ways way")) {
		return false
	}
	at := start + 1
	for at < len(q.words) && !q.has(at, s.might) {
		if at++; at > start+3 {
			return false
		}
	}
	verb := 0
	for i := at + 2; i < len(q.words) && i <= at+7 && verb == 0; i++ {
		if s.causes[q.words[i]] || q.has(i, words("få göra get")) && q.hasAnyIn(i+2, i+6, words("att to")) {
			verb = i
		}
		if q.at(i) == "to" || q.at(i) == "att" || q.has(i, q.lex.relative) || q.begins[i] {
			return false
		}
	}
	if verb == 0 || q.hasAny(verb, s.owner) {
		return false
	}
	head := at + 1
	for head+1 < verb && !q.has(head+1, q.lex.prepositions) {
		head++
	}
	if q.has(at+1, s.free) {
		return true
	}
	return q.thing(at+1, head)
}

// thing reports whether the words from first to head name something that is not a person
// and is not known already.
func (q *sentence) thing(first, head int) bool {
	s := &q.lex.solving
	for i := first; i <= head; i++ {
		if s.agents.has(q.at(i)) || q.has(i, q.lex.subjects) && !s.articles[q.at(i)] || q.has(i, q.lex.and) {
			return false
		}
	}
	noun := q.at(head)
	if s.agents.ends(noun, 4) || s.abstract.has(noun) || s.abstract.ends(noun, 5) {
		return false
	}
	if q.lang == "sv" {
		return (s.articles[q.at(first)] || q.isTool(noun)) && !hasEnding(noun, "are", "ör", "örer", "ist", "ister", "ant", "anter", "het", "skap", "arna", "erna", "orna")
	}
	if !s.articles[q.at(first)] && !q.isTool(noun) || q.has(first, words("our")) {
		return false
	}
	return !hasEnding(noun, "er", "or", "ers", "ors", "ist", "ists", "ian", "ians", "ness", "ship", "ity") || s.tools.has(noun)
}

func hasEnding(w string, endings ...string) bool {
	for _, end := range endings {
		if strings.HasSuffix(w, end) {
			return true
		}
	}
	return false
}

// founding reports whether "we" are to introduce something, found something that can be
// touched, or turn one thing into another.
func (q *sentence) founding(start int) bool {
	s := &q.lex.solving
	verb := q.mainVerb(start)
	switch {
	case verb < 0:
		return false
	case q.has(verb, s.introduce) && verb+1 < len(q.words):
		return true
	case q.phraseAt(verb, s.introducePairs), q.apart(verb, s.introducePairs):
		return !q.has(verb+2, words("with"))
	case q.phraseAt(verb, s.remake), q.apart(verb, s.remake):
		into := q.find(verb+2, words("till into"))
		return into > 0 && q.has(into+1, s.articles) && q.foundable(into+1)
	case q.has(verb, s.founds):
		return q.foundable(verb + 1)
	case q.has(verb, words("får få")) && q.has(verb+1, words("till")), q.lang == "sv" && q.finite(start+1) && q.has(start+3, words("till")):
		return q.foundable(q.find(verb+1, words("till")) + 1)
	}
	return false
}

// mainVerb returns the index of the verb for what "we" are to do: after "Hur kan vi", or
// the verb of "Hur bygger vi"; -1 if somebody else acts.
func (q *sentence) mainVerb(start int) int {
	s := &q.lex.solving
	if !q.has(start, words("hur how")) && !q.has(start+1, words("sätt ways way")) {
		return -1
	}
	for i := start + 1; i <= start+4; i++ {
		if !q.has(i, s.actors) {
			continue
		}
		if q.lang == "sv" && (!q.aux(i-1) || q.has(i-1, words("gör får"))) {
			return i - 1
		}
		for i++; q.has(i, s.adverbs); i++ {
		}
		if q.begins[i] { // an insertion between commas
			for _, cut := range q.commas {
				if cut > i {
					return cut
				}
			}
		}
		return i
	}
	return -1
}

// apart reports whether a verb and its particle begin at i, with the actor or the object
// between them: "sätter vi upp", "gör vi om".
func (q *sentence) apart(i int, phrases [][]string) bool {
	for _, p := range phrases {
		if len(p) == 2 && q.at(i) == p[0] && (q.at(i+2) == p[1] || q.at(i+3) == p[1]) {
			return true
		}
	}
	return false
}

func (q *sentence) find(i int, of set) int {
	for ; i < len(q.words); i++ {
		if q.has(i, of) {
			return i
		}
	}
	return -1
}

// foundable reports whether what is named from i on can be touched, and is not known
// already.
func (q *sentence) foundable(i int) bool {
	s := &q.lex.solving
	for q.has(i, s.actors) || q.has(i, s.adverbs) || q.has(i, words("upp igång fler more")) {
		i++
	}
	if i >= len(q.words) || q.has(i, q.lex.prepositions) || q.has(i, words("the them dem det att to upp our your vår vårt våra")) {
		return false
	}
	first := i
	head := i
	for n := i + 1; n < len(q.words) && n <= i+4; n++ {
		if q.has(n, q.lex.prepositions) || q.has(n, q.lex.relative) || q.begins[n] || q.has(n, q.lex.and) || q.has(n, words("to att dit as")) {
			break
		}
		head = n
	}
	if !s.articles[q.at(first)] && !q.isTool(q.at(head)) {
		return false
	}
	noun := q.at(head)
	if s.articles[noun] || s.abstract.has(noun) || s.abstract.ends(noun, 4) {
		return false
	}
	return !hasEnding(noun, "het", "ande", "ende", "else", "ness", "ity", "ence", "ance")
}

// makesOthers reports whether an organisation is to be made to do something: "Hur får vi
// kommunen att bygga …", "get the council to pay for …"; or everybody is to get or go
// through a tool.
func (q *sentence) makesOthers(start int) bool {
	s := &q.lex.solving
	for i := start + 1; i+2 < len(q.words); i++ {
		if q.has(i, s.institutions) && (q.at(i+1) == "att" || q.at(i+1) == "to") && q.hasAnyIn(start, i, words("får få förmå förmår övertyga övertygar get persuade convince make")) {
			return !q.has(i+2, s.soft) && !q.has(i+2, s.causes) || q.anyTool(i+2)
		}
		if q.has(i, s.socially) && q.hasAnyIn(i+1, i+4, s.receives) && q.anyTool(i+2) {
			return true
		}
	}
	return false
}

// phraseFrom reports whether one of the phrases occurs from i on.
func (q *sentence) phraseFrom(i int, phrases [][]string) bool {
	for ; i < len(q.words); i++ {
		if q.phraseAt(i, phrases) {
			return true
		}
	}
	return false
}

// buildingWithin reports whether a building is among the n words from i on.
func (q *sentence) buildingWithin(i, n int) bool {
	b := &q.lex.solving.buildings
	for j := i; j < i+n; j++ {
		if w := q.at(j); b.has(w) || b.ends(w, 4) {
			return true
		}
	}
	return false
}

// makesTool reports whether a tool is what the verb at i makes or uses.
func (q *sentence) makesTool(i int) bool {
	for j := i + 1; j <= i+3; j++ {
		if q.has(j, q.lex.solving.articles) {
			return q.toolWithin(j+1, 3)
		}
	}
	return q.toolWithin(i+1, 2) && !q.known(i+1)
}

// known reports whether the words from i on name something that exists already: "appen",
// "our app".
func (q *sentence) known(i int) bool {
	return q.has(i, words("the our your their vår vårt våra er ert era sin sitt sina den det"))
}

// toolWithin reports whether a tool is among the n words from i on, before a preposition.
func (q *sentence) toolWithin(i, n int) bool {
	for j := i; j < i+n; j++ {
		if q.has(j, q.lex.prepositions) {
			return false
		}
		if q.isTool(q.at(j)) {
			return true
		}
	}
	return false
}

func (q *sentence) anyTool(i int) bool {
	for ; i < len(q.words); i++ {
		if q.isTool(q.words[i]) {
			return true
		}
	}
	return false
}

// isTool reports whether a word is a tool, or a compound that ends with one. In Swedish a
// tool in the definite form exists already.
func (q *sentence) isTool(w string) bool {
	tools := &q.lex.solving.tools
	if q.lang != "sv" {
		return tools.has(w)
	}
	if hasEnding(w, "en", "et", "an", "na", "ns", "ets") && tools.forms[w] == nil && len(w) > 4 {
		return false
	}
	return tools.has(w) || tools.ends(w, 4) || strings.HasSuffix(w, "app") && len(w) > 6
}
