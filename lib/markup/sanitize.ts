import sanitize from 'sanitize-html'
import { idPrefix, imageAddress, isAbsolute, pageAddress, type Place } from './links.ts'

export interface SanitizeOptions {
  readonly place: Place
  /** The highest heading a document may have on the page it is shown on. */
  readonly topHeading: number
}

const tags = (
  'a abbr b blockquote br code dd del details div dl dt em figcaption figure h1 h2 h3 h4 h5 h6 hr i img input ins ' +
  'kbd li ol p pre q s samp section span strong sub summary sup table tbody td tfoot th thead tr ul var'
).split(' ')

const allowed: ReadonlySet<string> = new Set(tags)

/** The allow-list: whatever is not named in it comes out as text. No style, no id or class of ours, no other scheme. */
export function sanitizeHtml(markup: string, { place, topHeading }: SanitizeOptions): string {
  const headings = headingShift(topHeading)
  const clean = sanitize(markup, {
    allowedTags: tags,
    disallowedTagsMode: 'escape',
    nestingLimit: 200,
    allowedAttributes: {
      '*': ['id', 'title', 'class'],
      a: ['href'],
      img: ['src', 'alt', 'width', 'height'],
      input: ['type', 'checked', 'disabled', 'aria-label'],
      pre: ['tabindex'],
      table: ['tabindex'],
      td: ['colspan', 'rowspan'],
      th: ['colspan', 'rowspan', 'scope'],
      ol: ['start'],
    },
    allowedClasses: {
      span: [
        'h-*',
        'class_',
        'function_',
        'inherited__',
        'constant_',
        'language_',
        'built_in_',
        'char',
        'escape_',
        'muted',
      ],
      sup: ['footnote-ref'],
      section: ['footnotes'],
      '*': ['level1', 'level2', 'level3', 'level4', 'level5', 'level6', 'task'],
    },
    allowedSchemes: ['http', 'https', 'mailto'],
    allowedSchemesByTag: { img: [] },
    allowProtocolRelative: false,
    transformTags: {
      ...Object.fromEntries([1, 2, 3, 4, 5, 6].map(level => [`h${level}`, headings(level)])),
      a: (tagName, attribs) => ({ tagName, attribs: anchor(attribs, place) }),
      img: (_, attribs) => image(attribs, place),
      input: (tagName, attribs) => ({ tagName, attribs: checkbox(attribs) }),
      li: (tagName, attribs) => ({ tagName, attribs: listItem(attribs) }),
      pre: tagName => ({ tagName, attribs: { tabindex: '0' } }), // what may scroll can be reached by key
      table: tagName => ({ tagName, attribs: { tabindex: '0' } }),
      th: (tagName, attribs) => ({ tagName, attribs: { ...attribs, scope: attribs.scope === 'row' ? 'row' : 'col' } }),
      '*': (tagName, attribs) => ({ tagName, attribs: ownId(attribs) }),
    },
    exclusiveFilter: frame => frame.tag === 'input' && frame.attribs.type !== 'checkbox',
  })
  return clean.replaceAll(' />', '>') // the way all other pages are written; a `>` of the text is an entity by now
}

export function isAllowedTag(name: string): boolean {
  return allowed.has(name.toLowerCase())
}

function ownId({ id, ...rest }: sanitize.Attributes): sanitize.Attributes {
  return id && /^[^\s]{1,200}$/.test(id) ? { ...rest, id: id.startsWith(idPrefix) ? id : idPrefix + id } : rest
}

function anchor({ href, ...rest }: sanitize.Attributes, place: Place): sanitize.Attributes {
  return href === undefined ? rest : { ...rest, href: pageAddress(href.trim(), place) }
}

/** A picture of another origin is never asked for: its words stand in its place. */
function image({ src = '', alt = '', title, width, height }: sanitize.Attributes, place: Place): sanitize.Tag {
  const address = src.trim()
  if (address === '' || isAbsolute(address))
    return { tagName: 'span', attribs: { class: 'muted' }, text: alt || address }
  const size = { ...numeric('width', width), ...numeric('height', height) }
  return { tagName: 'img', attribs: { src: imageAddress(address, place), alt, ...(title && { title }), ...size } }
}

function numeric(name: string, value = ''): sanitize.Attributes {
  return /^\d{1,4}$/.test(value) ? { [name]: value } : {}
}

function listItem(attribs: sanitize.Attributes): sanitize.Attributes {
  const { class: classes = '', ...rest } = ownId(attribs)
  return /\btask-list-item\b/.test(classes) ? { ...rest, class: 'task' } : rest
}

function checkbox({ type = '', checked }: sanitize.Attributes): sanitize.Attributes {
  const box = { type, disabled: '' }
  return checked === undefined ? { ...box, 'aria-label': 'open' } : { ...box, checked: '', 'aria-label': 'done' }
}

/** Moves headings below those of the page, and closes gaps; a class keeps how large the author meant them. */
function headingShift(top: number): (level: number) => sanitize.Transformer {
  let last = top - 1
  return level => (_, attribs) => {
    last = Math.min(6, last + 1, top + level - 1)
    return { tagName: `h${last}`, attribs: { ...ownId(attribs), class: `level${level}` } }
  }
}
