'use strict'
// Verkstad in a browser. Screen is a small terminal: it takes the bytes that any terminal is
// sent, and shows them as rows of text. Field is a real input field whose changes are sent.
// Link is the connection, which comes back by itself. ../socket.go says what goes over it.

const $ = id => document.getElementById(id)
const allWords = JSON.parse(document.body.dataset.words)
let words = allWords[document.documentElement.lang]
const touch = matchMedia('(pointer: coarse)')
const light = matchMedia('(prefers-color-scheme: light)')
const inLines = location.search === '?text' // a conversation instead of a screen
const onWall = /\+projector/i.test(location.pathname)
const put = (parent, tag, props = {}) => parent.appendChild(Object.assign(document.createElement(tag), props))

// ---- the picture -------------------------------------------------------------------------

// A cell is {text, style, width}. A character of two cells stands in the first of them, and
// the second has the width 0.
const blank = style => ({ text: ' ', style, width: 1 })

// WIDE are the code points that take two cells, as package frame counts them; page_test.go
// makes the list. Each entry is the distance from the last one and how many there are.
const WIDE = /*wide*/[4352,96,4538,2,13,2,190,4,3,1,2,1,521,2,21,2,26,8,16,12,43,1,10,6,3,1,13,1,8,2,17,2,5,2,8,1,5,1,21,1,7,2,1,1,4,1,2,1,7,1,4,2,28,1,35,1,1,1,4,3,1,1,61,3,24,1,14,1,859,2,51,1,4,1,810,26,1,89,12,214,26,12,4,42,6,15,2,86,4,101,5,43,1,94,1,84,12,47,1,40,8,29245,3,55,1177,29,643,11172,8540,366,2,106,822,10,22,35,1,19,1,4,149,96,127,7,28665,4,28,6136,8,1238,42,9,8935,4,1,7,1,2,1,291,15,1,29,3,2,1,14,4,8,396,8196,87,9,23,7309,1,202,1,190,1,2,10,75,29,13,44,4,9,7,2,14,6,154,33,12,9,1,70,1,22,12,43,4,5,12,17,3,1,3,3,5,63,1,1,1,187,2,63,13,4,1,24,18,1,26,2,13,1,86,85,48,70,6,1,3,3,2,3,4,4,11,2,7,9,227,12,4,1,283,47,1,10,1,185,112,13,3,9,7,46,1,7,8,14,4,9,7,9,1287,42720,32,4154,6,222,2,5762,14,7473,3103,542,1506,4939,5,4192]/*wide*/
const wideRanges = []
for (let i = 0, at = 0; i < WIDE.length; i += 2) {
  at += WIDE[i]
  wideRanges.push([at, at += WIDE[i + 1]])
}
function isWide(point) {
  let low = 0, high = wideRanges.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (point >= wideRanges[middle][1]) low = middle + 1; else high = middle
  }
  return low < wideRanges.length && point >= wideRanges[low][0]
}
const clusters = new Intl.Segmenter('sv', { granularity: 'grapheme' })
const narrow = /^[\x20-\x7e\xa1-\u02ff\u2010-\u205e\u2190-\u21ff\u2500-\u25fc]*$/ // each is one cell and one cluster

// Styles are kept as rules of a style sheet, one class each.
const PALETTE = ['#15161e', '#d0435c', '#5d9c3e', '#b07f2b', '#4a7ad6', '#9466d6', '#2f93b8', '#a9b1d6',
  '#565f89', '#f7768e', '#9ece6a', '#e0af68', '#7aa2f7', '#bb9af7', '#7dcfff', '#ffffff']
const RGB = 0x1000000 // a colour of 24 bits is that much above its value; -1 is the default
const BOLD = 1 << 1, FAINT = 1 << 2, ITALIC = 1 << 3, UNDERLINE = 1 << 4, REVERSE = 1 << 7, STRUCK = 1 << 9
const sheet = new CSSStyleSheet()
document.adoptedStyleSheets = [sheet]
const styles = [{ fg: -1, bg: -1, bits: 0 }], styleIDs = new Map([['-1,-1,0', 0]])
function colour(c, otherwise) {
  if (c < 0) return otherwise
  if (c >= RGB) return '#' + (c - RGB).toString(16).padStart(6, '0')
  if (c < 16) return PALETTE[c]
  if (c >= 232) { const grey = 8 + (c - 232) * 10; return `rgb(${grey},${grey},${grey})` }
  const part = n => n ? 55 + n * 40 : 0
  return `rgb(${part((c - 16) / 36 | 0)},${part(((c - 16) / 6 | 0) % 6)},${part((c - 16) % 6)})`
}
function styleOf(fg, bg, bits) {
  const key = `${fg},${bg},${bits}`, known = styleIDs.get(key)
  if (known !== undefined) return known
  const id = styles.push({ fg, bg, bits }) - 1
  styleIDs.set(key, id)
  let front = colour(fg, 'var(--fg)'), back = colour(bg, 'transparent')
  if (bits & REVERSE) [front, back] = [bg < 0 ? 'var(--bg)' : back, front]
  let rule = `color:${front};background:${back};`
  if (bits & BOLD) rule += 'font-weight:700;'
  if (bits & FAINT) rule += 'opacity:.65;'
  if (bits & ITALIC) rule += 'font-style:italic;'
  const lines = (bits & UNDERLINE ? 'underline ' : '') + (bits & STRUCK ? 'line-through' : '')
  if (lines) rule += `text-decoration:${lines};`
  sheet.insertRule(`.s${id}{${rule}}`, sheet.cssRules.length)
  return id
}

// screen is what the server's bytes have drawn.
const screen = {
  box: $('screen'), w: 0, h: 0, rows: [], changed: new Set(), x: 0, y: 0, pen: 0,
  caret: false, mouse: false, gone: false, parting: '', // gone: the server has left the screen, and says why
  caretMark: Object.assign(document.createElement('i'), { id: 'caret', hidden: true }),
  gauge: Object.assign(document.createElement('i'), { id: 'gauge', textContent: '0'.repeat(100), ariaHidden: 'true' }),

  resize(w, h) {
    Object.assign(this, { w, h, x: 0, y: 0 })
    this.rows = Array.from({ length: h }, () => Array.from({ length: w }, () => blank(0)))
    this.box.replaceChildren(...this.rows.map(() => Object.assign(document.createElement('div'), { className: 'row' })), this.caretMark, this.gauge)
    for (let y = 0; y < h; y++) this.changed.add(y)
  },
  begin() { this.pen = 0; this.gone = false; this.parting = '' },
  line(y) { return this.rows[y].map(c => c.text).join('') },

  put(text, width) {
    const row = this.rows[this.y]
    if (!row || this.x >= this.w) return
    if (!row[this.x].width && this.x) row[this.x - 1] = blank(row[this.x - 1].style)
    const after = this.x + width
    if (after < this.w && !row[after].width) row[after] = blank(row[after].style)
    row[this.x] = { text, style: this.pen, width }
    if (width === 2 && this.x + 1 < this.w) row[this.x + 1] = { text: '', style: this.pen, width: 0 }
    this.x = after
    this.changed.add(this.y)
  },
  write(text) {
    if (this.gone) { this.parting += text; return }
    if (text.includes('\x07')) { text = text.replaceAll('\x07', ''); navigator.vibrate?.(80) }
    if (narrow.test(text)) { for (const c of text) this.put(c, 1); return }
    for (const { segment } of clusters.segment(text)) {
      if (segment >= ' ') this.put(segment, isWide(segment.codePointAt(0)) ? 2 : 1)
    }
  },
  erase(y, from, to) {
    for (let x = from; x < to; x++) this.rows[y][x] = blank(this.pen)
    this.changed.add(y)
  },

  // The sequences that package frame writes, and no others.
  feed(bytes) {
    const sequence = /\x1b(?:\[([?]?)([\d;]*)([A-Za-z])|\](\d+);([^\x07\x1b]*)(?:\x07|\x1b\\)|(.))/g
    let from = 0
    for (let m; (m = sequence.exec(bytes)); from = sequence.lastIndex) {
      if (m.index > from) this.write(bytes.slice(from, m.index))
      const numbers = m[2] ? m[2].split(';').map(Number) : []
      if (m[4] !== undefined) this.command(+m[4], m[5])
      else if (m[1]) this.mode(numbers, m[3] === 'h')
      else if (m[3]) this.control(m[3], numbers)
    }
    if (from < bytes.length) this.write(bytes.slice(from))
    drawSoon()
  },
  control(what, n) {
    if (what === 'H') { this.y = Math.min((n[0] || 1) - 1, this.h - 1); this.x = (n[1] || 1) - 1 }
    else if (what === 'G') this.x = (n[0] || 1) - 1
    else if (what === 'K') this.erase(this.y, this.x, this.w)
    else if (what === 'J') for (let y = 0; y < this.h; y++) this.erase(y, 0, this.w)
    else if (what === 'm') this.style(n.length ? n : [0])
  },
  style(n) {
    let { fg, bg, bits } = styles[this.pen]
    const colourAt = i => n[i + 1] === 5 ? [n[i + 2], i + 2] : [RGB + (n[i + 2] << 16) + (n[i + 3] << 8) + n[i + 4], i + 4]
    for (let i = 0; i < n.length; i++) {
      const k = n[i] || 0
      if (k === 0) { fg = bg = -1; bits = 0 }
      else if (k < 10) bits |= 1 << k
      else if (k >= 30 && k < 38) fg = k - 30
      else if (k === 38) [fg, i] = colourAt(i)
      else if (k === 39) fg = -1
      else if (k >= 40 && k < 48) bg = k - 40
      else if (k === 48) [bg, i] = colourAt(i)
      else if (k === 49) bg = -1
      else if (k >= 90 && k < 98) fg = k - 82
      else if (k >= 100 && k < 108) bg = k - 92
    }
    this.pen = styleOf(fg, bg, bits)
  },
  mode(numbers, on) {
    for (const n of numbers) {
      if (n === 25) this.caret = on
      else if (n === 1002) this.mouse = on
      else if (n === 1049) { this.gone = !on; this.parting = '' }
    }
  },
  command(n, text) {
    if (n === 2) document.title = text
    else if (n === 11) link.type(ground())
  },
}
// ground answers what the background is, from which the server chooses its colours.
function ground() {
  const hex = getComputedStyle(document.documentElement).getPropertyValue('--bg').trim().slice(1)
  return `\x1b]11;rgb:${hex.slice(0, 2)}/${hex.slice(2, 4)}/${hex.slice(4, 6)}\x1b\\`
}

// A row is text, in a span for each style. A letter that its font draws wider or narrower than
// its cells is put into a box of them, and so is what is written from right to left.
const ruler = document.createElement('canvas').getContext('2d'), measured = new Map()
function fits(text, width) {
  let ok = measured.get(text)
  if (ok === undefined) {
    ok = text.length === 1 && Math.abs(ruler.measureText(text).width - width * ruler.measureText('0').width) < .05
    measured.set(text, ok)
  }
  return ok
}
const rightToLeft = /^[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/, drawing = /^[\u2500-\u259f\u2800-\u28ff\s]+$/
const looksBlank = s => styles[s].bg < 0 && !(styles[s].bits & (UNDERLINE | REVERSE | STRUCK))
function span(text, className) {
  const e = Object.assign(document.createElement('span'), { textContent: text, className })
  if (drawing.test(text)) e.ariaHidden = 'true'
  return e
}
function drawRow(y) {
  const row = screen.rows[y], out = []
  let run = '', style = -1
  const endRun = () => {
    if (run) out.push(style === 0 && !drawing.test(run) ? document.createTextNode(run) : span(run, 's' + style))
    run = ''
  }
  for (let x = 0; x < row.length; x++) {
    const c = row[x]
    if (!c.width) continue
    if (rightToLeft.test(c.text)) {
      endRun()
      const from = x
      let text = ''
      const goesOn = i => i < row.length && row[i].style === c.style && (rightToLeft.test(row[i].text) || row[i].text === ' ' && goesOn(i + 1))
      while (goesOn(x)) text += row[x++].text
      const e = span(text, 'rtl s' + c.style)
      e.dir = 'rtl'
      e.style.width = `calc(${x-- - from} * var(--cw))`
      out.push(e)
      style = -1
    } else if ((c.text > '~' || c.text.length > 1) && !fits(c.text, c.width)) {
      endRun()
      out.push(span(c.text, `${c.width === 2 ? 'two' : 'one'} s${c.style}`))
      style = -1
    } else {
      const same = c.style === style || c.text === ' ' && style > 0 && looksBlank(c.style) && looksBlank(style)
      if (!same) { endRun(); style = c.style }
      run += c.text
    }
  }
  endRun()
  screen.box.children[y].replaceChildren(...out)
}
let drawDue = false
function draw() {
  drawDue = false
  for (const y of screen.changed) if (y < screen.h) drawRow(y)
  if (screen.changed.size) news.due()
  screen.changed.clear()
  screen.caretMark.hidden = !screen.caret || field.id !== 0 // the field has one of its own
  screen.caretMark.style.left = `calc(${screen.x} * var(--cw))`
  screen.caretMark.style.top = `calc(${screen.y} * var(--lh))`
  if (screen.caret) { // a screen that is lower than its rows shows where the cursor is
    const box = screen.box, top = screen.y * size.line
    if (top < box.scrollTop || top + size.line > box.scrollTop + box.clientHeight) box.scrollTop = top - box.clientHeight / 2
  }
}
function drawSoon() {
  if (drawDue) return
  drawDue = true
  document.hidden ? setTimeout(draw, 50) : requestAnimationFrame(draw)
}

// ---- by ear ------------------------------------------------------------------------------

// news says lines that were nowhere on the screen before, at most every 1.2 s. Lines that
// differ in figures alone are the same one: the clock is not news.
const news = {
  known: new Set(), timer: 0,
  due() { this.timer ||= setTimeout(() => { this.timer = 0; this.say() }, 1200) },
  say() {
    const lines = screen.rows.map((_, y) => screen.line(y).replace(/[\u2500-\u259f\u2800-\u28ff]/g, ' ').replace(/\s+/g, ' ').trim())
      .filter(line => /\p{L}{3}/u.test(line))
    const shape = line => line.replace(/\d+/g, '0'), fresh = lines.filter(line => !this.known.has(shape(line)))
    this.known = new Set(lines.map(shape))
    if (fresh.length && fresh.length < 6 && !document.hidden) $('news').textContent = fresh.join('. ')
  },
}

// ---- the size ----------------------------------------------------------------------------

// Few sizes are asked for, so that many browsers share what is drawn.
const COLUMNS = [40, 44, 48, 56, 64, 80, 100, 120, 140, 160, 200, 240]
const size = {
  cell: 9, line: 18, timer: 0,
  fit() {
    const view = window.visualViewport, app = $('app'), box = screen.box
    app.style.height = (view ? view.height : innerHeight) + 'px'
    app.style.transform = view?.offsetTop ? `translateY(${view.offsetTop}px)` : ''
    if (inLines) return
    const family = getComputedStyle(box).fontFamily
    ruler.font = '100px ' + family
    measured.clear()
    const ratio = ruler.measureText('0').width / 100, width = box.clientWidth
    const wanted = onWall ? Math.max(16, width / 100) : touch.matches ? 15 : 16
    const columns = Math.max(40, ...COLUMNS.filter(c => c * wanted * ratio <= width + .5))
    const font = Math.min(width / (columns * ratio), wanted * 1.6)
    this.cell = font * ratio
    this.line = Math.floor(this.height() * font)
    let rows = Math.max(12, Math.floor(box.clientHeight / this.line))
    if (rows > 14) rows -= rows % 2
    box.style.fontSize = font + 'px'
    box.style.overflowY = rows * this.line > box.clientHeight + 1 ? 'auto' : 'hidden'
    if (!screen.gauge.isConnected) box.append(screen.gauge)
    screen.gauge.style.letterSpacing = '0px'
    const off = this.cell - screen.gauge.getBoundingClientRect().width / 100 // where letters are put on whole pixels
    box.style.letterSpacing = Math.abs(off) > .001 ? off + 'px' : ''
    document.documentElement.style.setProperty('--cw', this.cell + 'px')
    document.documentElement.style.setProperty('--lh', this.line + 'px')
    if (columns === screen.w && rows === screen.h) return
    screen.resize(columns, rows)
    link.say({ size: [columns, rows] })
    drawSoon()
  },
  // height is how high a row is, in letters: as high as a line that is drawn through it.
  height() {
    const m = ruler.measureText('│'), ink = (m.actualBoundingBoxAscent + m.actualBoundingBoxDescent) / 100
    return ink > 1.05 && ink < 1.4 ? ink : 1.17
  },
  soon() { clearTimeout(this.timer); this.timer = setTimeout(() => this.fit(), 80) },
}
new ResizeObserver(() => size.soon()).observe(screen.box) // also when the field grows
addEventListener('resize', () => size.soon())
window.visualViewport?.addEventListener('resize', () => size.soon())
window.visualViewport?.addEventListener('scroll', () => size.soon())

// ---- the connection ----------------------------------------------------------------------

const decoder = new TextDecoder(), encoder = new TextEncoder()
const link = {
  socket: null, sent: 0, taken: 0, wait: 250, timer: 0, noticeTimer: 0, over: false,
  isOpen() { return this.socket?.readyState === WebSocket.OPEN },

  // say sends a message that is not counted; type and edit ones that are.
  say(message) { if (this.isOpen()) this.socket.send(JSON.stringify(message)) },
  edit(edit) {
    if (!this.isOpen()) return false
    this.say({ edit })
    this.sent++
    return true
  },
  type(keys) {
    if (!keys || !this.isOpen()) return false
    this.socket.send(encoder.encode(keys))
    this.sent++
    return true
  },

  connect() {
    clearTimeout(this.timer)
    if (this.over || this.isOpen() || this.socket?.readyState === WebSocket.CONNECTING) return
    const asked = new URLSearchParams({ code: decodeURIComponent(location.pathname.slice(1)), size: `${screen.w}x${screen.h}` })
    if (inLines) asked.set('lines', '')
    const s = this.socket = new WebSocket(`${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/ws?${asked}`)
    s.binaryType = 'arraybuffer'
    s.onopen = () => {
      Object.assign(this, { sent: 0, taken: 0, wait: 250 })
      screen.begin()
      field.begin()
      notice('')
    }
    s.onmessage = e => {
      if (s !== this.socket) return
      if (typeof e.data === 'string') this.hear(JSON.parse(e.data))
      else screen.feed(decoder.decode(e.data))
    }
    s.onclose = e => { if (s === this.socket) this.lost(e.code) }
  },
  hear(m) {
    this.taken = m.taken
    if (m.lang && m.lang !== document.documentElement.lang) { document.documentElement.lang = m.lang; words = allWords[m.lang] }
    if (m.code && location.pathname === '/') history.replaceState(null, '', '/' + m.code) // it was typed
    field.hear(m.field)
    if (m.keys) keys.show(m.keys)
  },
  // lost is called when the connection is: 1000 and 1008 say that the session has ended.
  lost(code) {
    this.socket = null
    field.lost()
    if (code === 1000 || code === 1008) {
      this.over = true
      field.form.hidden = true
      keys.offer(words.back, () => { this.over = false; notice(''); this.connect() })
      notice(screen.parting.trim() || words.ended)
      size.soon()
      return
    }
    if (!this.noticeTimer) this.noticeTimer = setTimeout(() => { if (!this.isOpen()) notice(words.lost) }, 400)
    this.timer = setTimeout(() => this.connect(), this.wait * (.5 + Math.random()))
    this.wait = Math.min(this.wait * 2, 4000)
  },
  hurry() { this.wait = 250; this.isOpen() ? this.probe() : this.connect() },
  // probe finds out whether a phone that wakes up still has its connection: the server says
  // what it has taken. If it does not in two seconds, the connection is dead.
  probe() {
    if (inLines) return
    const s = this.socket, want = this.sent + 1
    this.type(ground())
    setTimeout(() => { if (s === this.socket && this.taken < want) { this.lost(1006); s.close(); this.connect() } }, 2000)
  },
}
function notice(text) {
  clearTimeout(link.noticeTimer)
  link.noticeTimer = 0
  $('notice').textContent = text
  $('notice').hidden = !text
}
document.addEventListener('visibilitychange', () => { if (!document.hidden) link.hurry() })
addEventListener('online', () => link.hurry())
addEventListener('pageshow', e => { if (e.persisted) link.hurry() })
light.addEventListener('change', () => { if (!inLines) link.type(ground()); drawSoon() })

// ---- the field ---------------------------------------------------------------------------

const characters = text => [...text.replace(/[\r\n\t]/g, ' ').replace(/\p{Cc}/gu, '')]
const field = {
  form: $('write'), input: $('field'),
  now: null, // the server's field, as it was when it had taken link.taken messages
  id: 0,     // of the field that is shown, which is the one that is written in; 0 for none
  limit: 0,
  base: [],  // its text once it has taken all that was sent
  composing: false,
  kept: null, keptUntil: 0, // the name of the field that was written in when the connection was lost

  begin() { this.now = null; this.id = 0; this.base = []; this.keptUntil = Date.now() + 2000 },
  lost() { if (this.now && this.input.value) this.kept = this.now.label; this.now = null },

  hear(now) {
    if (now !== undefined) this.now = now
    if (this.kept !== null) return this.comeBack()
    if (link.taken < link.sent) return // it has yet to take what was written meanwhile
    this.adopt()
  },
  // comeBack goes on with what was written while there was no connection, if it is asked for
  // what was written then.
  comeBack() {
    if (!this.now && Date.now() < this.keptUntil || link.taken < link.sent) return
    const same = this.now?.label === this.kept
    this.kept = null
    if (!same) return this.adopt()
    this.id = this.now.id
    this.base = [...this.now.value]
    this.show()
    this.sync()
  },
  adopt() {
    const is = this.now, other = this.id !== (is?.id ?? 0)
    this.id = is?.id ?? 0
    this.base = [...is?.value ?? '']
    if (!is) { if (other) this.input.value = ''; this.show(); return }
    if (other || !this.composing && characters(this.input.value).join('') !== is.value) this.input.value = is.value
    this.show()
    if (other && !touch.matches) this.input.focus()
  },
  show() {
    const was = this.form.hidden
    this.form.hidden = !this.now
    if (this.now) {
      this.limit = this.now.limit
      this.input.placeholder = this.now.label
      this.input.setAttribute('aria-label', this.now.label)
    } else if (document.activeElement === this.input) this.input.blur() // keys go to the screen
    if (was !== this.form.hidden) size.soon()
  },
  // sync sends the difference between what is in the field and what the server has.
  sync() {
    if (!this.id || !link.isOpen()) return
    const want = characters(this.input.value).slice(0, this.limit), base = this.base
    let head = 0, tail = 0
    while (head < want.length && head < base.length && want[head] === base[head]) head++
    while (tail < want.length - head && tail < base.length - head && want.at(-1 - tail) === base.at(-1 - tail)) tail++
    const gone = base.length - tail - head, added = want.slice(head, want.length - tail).join('')
    if (gone || added) link.edit({ field: this.id, at: head, delete: gone, insert: added })
    this.base = want
  },
  enterAt: 0, // when the enter key was pressed, which some browsers also tell of as a line break
  send() {
    if (!this.id || !link.isOpen()) return
    this.sync()
    link.edit({ field: this.id, at: this.base.length, send: true })
    this.base = []
    this.input.value = ''
  },
  // A list that is pasted into an empty field is sent as a paste, which may become a text for
  // each of its lines.
  paste(e) {
    const text = e.clipboardData?.getData('text/plain') ?? ''
    if (this.input.value || !/\S\s*\n\s*\S/.test(text) || !link.isOpen()) return
    e.preventDefault()
    link.type('\x1b[200~' + text.slice(0, 4000).replaceAll('\x1b', '') + '\x1b[201~')
  },
}
field.input.addEventListener('compositionstart', () => { field.composing = true })
field.input.addEventListener('compositionend', () => { field.composing = false; field.sync() })
field.input.addEventListener('input', () => field.sync())
field.input.addEventListener('paste', e => field.paste(e))
field.input.addEventListener('beforeinput', e => {
  if (e.inputType === 'insertLineBreak' || e.inputType === 'insertParagraph') { e.preventDefault(); if (Date.now() - field.enterAt > 100) field.send() }
})
field.form.addEventListener('submit', e => { e.preventDefault(); field.send(); field.input.focus() })
$('send').addEventListener('mousedown', e => e.preventDefault()) // the keyboard stays

// ---- keys --------------------------------------------------------------------------------

const SEQUENCES = { Enter: '\r', Escape: '\x1b', Tab: '\t', Backspace: '\x7f', Delete: '\x1b[3~', ArrowUp: '\x1b[A', ArrowDown: '\x1b[B',
  ArrowRight: '\x1b[C', ArrowLeft: '\x1b[D', Home: '\x1b[H', End: '\x1b[F', PageUp: '\x1b[5~', PageDown: '\x1b[6~',
  F1: '\x1bOP', F2: '\x1bOQ', F3: '\x1bOR', F4: '\x1bOS', F5: '\x1b[15~', F6: '\x1b[17~', F7: '\x1b[18~', F8: '\x1b[19~',
  F9: '\x1b[20~', F10: '\x1b[21~', F11: '\x1b[23~', F12: '\x1b[24~' }
const NAMES = { enter: 'Enter', esc: 'Escape', tab: 'Tab', backspace: 'Backspace', delete: 'Delete', up: 'ArrowUp', down: 'ArrowDown',
  left: 'ArrowLeft', right: 'ArrowRight', home: 'Home', end: 'End', pgup: 'PageUp', pgdown: 'PageDown' }
// sequenceOf gives what a terminal sends for a key as Bubble Tea names it.
function sequenceOf(name) {
  if ([...name].length === 1) return name
  if (name === 'space') return ' '
  if (name === 'shift+tab') return '\x1b[Z'
  if (/^ctrl\+[a-z]$/.test(name)) return String.fromCharCode(name.charCodeAt(5) & 31)
  if (name.startsWith('alt+')) return '\x1b' + sequenceOf(name.slice(4))
  return SEQUENCES[NAMES[name] ?? name.toUpperCase()] ?? ''
}
const capital = text => text.charAt(0).toUpperCase() + text.slice(1)

// keys are the keys of the footer, as buttons. On a phone they say what they do, and
// elsewhere also which key does the same.
const keys = {
  box: $('keys'),
  show(list) {
    const buttons = []
    for (const key of list) {
      if (key.name === 'enter' && field.now) continue // the field's own button sends
      if (key.shown === '↑↓') buttons.push(this.arrow('↑', words.up, 'up'), this.arrow('↓', words.down, 'down'))
      else if (key.shown === '←→') buttons.push(this.arrow('←', words.left, 'left'), this.arrow('→', words.right, 'right'))
      else if (sequenceOf(key.name)) buttons.push(this.button(key))
    }
    this.fill(buttons)
  },
  offer(label, act) { this.fill([this.make([label], label, act)]) },
  button(key) {
    const name = Object.assign(document.createElement('b'), { textContent: key.shown })
    const content = touch.matches ? [capital(key.label)] : [name, key.label]
    return this.make(content, key.label, () => link.type(sequenceOf(key.name)))
  },
  arrow(sign, label, name) { return this.make([sign], label, () => link.type(sequenceOf(name))) },
  make(content, label, act) {
    const b = Object.assign(document.createElement('button'), { type: 'button', ariaLabel: label })
    b.append(...content)
    b.addEventListener('mousedown', e => e.preventDefault()) // the field keeps its keyboard
    b.addEventListener('click', act)
    return b
  },
  fill(buttons) {
    this.box.replaceChildren(...buttons)
    if (this.box.hidden === !!buttons.length) { this.box.hidden = !buttons.length; size.soon() }
  },
}

// What a keyboard sends. The field keeps the keys that write or move in it.
addEventListener('keydown', e => {
  if (e.isComposing || e.keyCode === 229 || e.metaKey) return
  const inField = e.target === field.input, onButton = e.target.tagName === 'BUTTON'
  if (onButton && /^(Enter| |Tab)$/.test(e.key)) return
  if (inField) {
    if (e.key === 'Enter' && !e.shiftKey) { e.preventDefault(); field.enterAt = Date.now(); field.send(); return }
    const editing = field.input.value !== '' && /^(Arrow(Left|Right)|Home|End|Backspace|Delete)$/.test(e.key)
    if (editing || !SEQUENCES[e.key] || e.ctrlKey || e.altKey) return
  }
  let keys = SEQUENCES[e.key] ?? ([...e.key].length === 1 ? e.key : '')
  if (e.key === 'Tab' && e.shiftKey) keys = '\x1b[Z'
  if (e.ctrlKey) {
    if (!/^[a-z]$/.test(e.key) || 'cvxarntw'.includes(e.key)) return // the browser's own
    keys = sequenceOf('ctrl+' + e.key)
  }
  if (e.altKey && keys) keys = '\x1b' + keys
  if (!inLines && link.type(keys)) e.preventDefault()
})

// ---- taps, drags and swipes --------------------------------------------------------------

// A tap is a click. A finger that rests and then moves drags; one that moves at once turns the
// wheel.
const LEFT = 0, MOVED = 32, WHEEL_UP = 64, WHEEL_DOWN = 65
const REST = 350 // ms
const pointer = {
  finger: null, // {y, wheel, drags, at, timer}
  cell(e) {
    const r = screen.box.getBoundingClientRect()
    const at = (offset, unit, most) => Math.max(1, Math.min(most, Math.floor(offset / unit) + 1))
    return at(e.clientX - r.left, size.cell, screen.w) + ';' + at(e.clientY - r.top + screen.box.scrollTop, size.line, screen.h)
  },
  send(button, cell, end = 'M') { link.type(`\x1b[<${button};${cell}${end}`) },
  wheel(of, pixels, cell) {
    of.wheel += pixels
    for (const step = size.line * 1.5; Math.abs(of.wheel) >= step; of.wheel -= Math.sign(of.wheel) * step) {
      this.send(of.wheel > 0 ? WHEEL_DOWN : WHEEL_UP, cell)
    }
  },
  down(e) {
    if (!screen.mouse || e.pointerType === 'mouse' || !e.isPrimary) return
    const finger = this.finger = { y: e.clientY, wheel: 0, drags: false, cell: this.cell(e) }
    finger.timer = setTimeout(() => { finger.drags = true; this.send(LEFT, finger.cell); navigator.vibrate?.(15) }, REST)
  },
  move(e) {
    const finger = this.finger
    if (!finger || !e.isPrimary) return
    const cell = this.cell(e)
    if (finger.drags) {
      if (cell !== finger.cell) this.send(LEFT + MOVED, finger.cell = cell)
      return
    }
    if (Math.abs(e.clientY - finger.y) > 8 || finger.wheel) clearTimeout(finger.timer)
    else return
    this.wheel(finger, finger.y - e.clientY, cell)
    finger.y = e.clientY
  },
  up(e) {
    if (!this.finger) return
    clearTimeout(this.finger.timer)
    if (this.finger.drags) { this.send(LEFT, this.cell(e), 'm'); this.dragged = Date.now() }
    this.finger = null
  },
  click(e) {
    if (!screen.mouse || !getSelection().isCollapsed || Date.now() - (this.dragged ?? 0) < 400) return
    this.send(LEFT, this.cell(e))
    this.send(LEFT, this.cell(e), 'm')
    if (touch.matches && field.now && this.hitsField(e)) field.input.focus()
  },
  // hitsField reports whether a tap is where the text that is written stands in the picture.
  hitsField(e) { return screen.caret && Math.abs(+this.cell(e).split(';')[1] - 1 - screen.y) <= 1 },
}
screen.box.addEventListener('pointerdown', e => pointer.down(e))
screen.box.addEventListener('pointermove', e => pointer.move(e))
for (const type of ['pointerup', 'pointercancel']) screen.box.addEventListener(type, e => pointer.up(e))
screen.box.addEventListener('click', e => pointer.click(e))
screen.box.addEventListener('contextmenu', e => { if (pointer.finger) e.preventDefault() }) // a finger that rests
const scrolled = { wheel: 0 }
screen.box.addEventListener('wheel', e => {
  if (!screen.mouse || e.ctrlKey) return
  e.preventDefault()
  pointer.wheel(scrolled, e.deltaY * (e.deltaMode ? size.line : .5), pointer.cell(e))
}, { passive: false })

// ---- the conversation in lines -----------------------------------------------------------

// converse turns the page into what ssh -T is: what is said is a log, what is written a line.
function converse() {
  const log = put(screen.box, 'ol', { id: 'log', role: 'log' })
  screen.box.style.overflowY = screen.box.style.touchAction = 'auto'
  screen.w = 80; screen.h = 24
  keys.fill([])
  field.form.hidden = false
  field.input.placeholder = words.line
  field.input.setAttribute('aria-label', words.line)
  screen.feed = text => {
    screen.parting = ''
    for (const line of text.split('\n')) if (line.trim()) put(log, 'li', { textContent: line }).scrollIntoView()
  }
  field.hear = field.sync = field.lost = () => {}
  field.paste = () => {}
  field.send = () => { if (link.type(characters(field.input.value).join('') + '\n')) field.input.value = '' }
}

// ---- the beginning -----------------------------------------------------------------------

const isLocal = /^(localhost|127\.|\[::1\])/.test(location.hostname)
if (location.protocol === 'http:' && !isLocal && !localStorage.getItem('plain')) $('plain').hidden = false
$('plain-ok').addEventListener('click', () => { localStorage.setItem('plain', 'seen'); $('plain').hidden = true; size.soon() })
document.fonts.ready.then(() => {
  size.fit()
  if (inLines) converse()
  link.connect()
})
