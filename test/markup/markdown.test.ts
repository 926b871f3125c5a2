import test from 'ava'
import { renderMarkdown } from '../../lib/markup/markdown.ts'

const place = { folder: 'docs', pages: '/group/repo/files/tip/', bytes: '/group/repo/raw/tip/' }
const render = (text: string) => renderMarkdown(text, { place, topHeading: 3 })

test('tables, task lists, footnotes and fenced code are understood', t => {
  t.regex(render('|a|b|\n|-|-|\n|1|2|'), /<th scope="col">a<\/th>[\s\S]*<td>2<\/td>/)
  t.regex(render('- [x] done\n- [ ] open'), /<input type="checkbox" disabled checked aria-label="done">/)
  t.regex(render('a[^1]\n\n[^1]: note'), /href="#user-content-fn1"[\s\S]*id="user-content-fn1"/)
  t.regex(render('```js\nlet a\n```'), /<span class="h-keyword">let<\/span>/)
})

test('relative links lead to pages of the repository, images to its bytes', t => {
  t.regex(render('[a](b.md)'), /href="\/group\/repo\/files\/tip\/docs\/b.md"/)
  t.regex(render('[a](../b.md?x=1#Part)'), /href="\/group\/repo\/files\/tip\/b.md\?x=1#user-content-Part"/)
  t.regex(render('[a](/src/x.c#L3)'), /href="\/group\/repo\/files\/tip\/src\/x.c#L3"/)
  t.regex(render('![a](img/b%20c.png)'), /src="\/group\/repo\/raw\/tip\/docs\/img\/b%20c.png"/)
  t.regex(render('[a](../../../../etc/passwd)'), /href="\/group\/repo\/files\/tip\/etc\/passwd"/)
  t.regex(render('[a](<100% 日本.md>)'), /href="\/group\/repo\/files\/tip\/docs\/100%25%20%E6%97%A5%E6%9C%AC.md"/)
})

test('links of the web and of mail stay as they are', t => {
  t.regex(render('<https://example.com/a?b=c&d>'), /href="https:\/\/example.com\/a\?b=c&amp;d"/)
  t.regex(render('[m](mailto:ann@example.com)'), /href="mailto:ann@example.com"/)
})

test('headings stand below those of the page, without gaps', t => {
  const levels = [...render('# a\n### b\n## c\n###### d').matchAll(/<h(\d)/g)].map(match => match[1])
  t.deepEqual(levels, ['3', '4', '4', '5'])
})

test('a heading can be linked to', t => {
  const markup = render('## How to build\n\n## How to build\n\n[there](#how-to-build)')
  t.regex(markup, /id="user-content-how-to-build"/)
  t.regex(markup, /id="user-content-how-to-build-1"/)
  t.regex(markup, /href="#user-content-how-to-build"/)
})

test('ids and classes of a document stand for nothing of the page', t => {
  const markup = render(
    '<a id="voice" name="main" class="notice bad skip">x</a>\n\n<div id="help" class="hidden">y</div>',
  )
  t.notRegex(markup, /id="(?:voice|help)"|name=|class=/)
  t.regex(markup, /id="user-content-voice"/)
})

test('a picture of another origin is not asked for', t => {
  for (const source of ['https://evil.example/x.png', '//evil.example/x.png', 'data:image/png;base64,AAAA']) {
    t.notRegex(render(`<img src="${source}" alt="badge">`), /<img/, source)
  }
  t.regex(render('![badge](https://evil.example/x.png)'), />badge<\/span>/)
})

test('what looks like a tag in a sentence stays as it was typed', t => {
  t.regex(render('a List<String> of'), /List&lt;String&gt;/)
})

const attacks = [
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '<svg onload=alert(1)><animate onbegin=alert(1)></svg>',
  '<a href="javascript:alert(1)">x</a>',
  '<a href="JaVaScRiPt:alert(1)">x</a>',
  '<a href="java&#10;script:alert(1)">x</a>',
  '<a href="&#1;javascript:alert(1)">x</a>',
  '<a href=" javascript:alert(1)">x</a>',
  '<a href="vbscript:x">x</a>',
  '<a href="data:text/html,<script>alert(1)</script>">x</a>',
  '[x](javascript:alert(1))',
  '[x](data:text/html;base64,PHNjcmlwdD4=)',
  '![x](javascript:alert(1))',
  '<iframe src="https://evil.example"></iframe>',
  '<object data="x"></object><embed src="x">',
  '<style>body{display:none}</style>',
  '<p style="position:fixed;inset:0">x</p>',
  '<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>',
  '<form action="https://evil.example"><input name="password"><button>go</button></form>',
  '<base href="https://evil.example/"><meta http-equiv="refresh" content="0;url=//evil.example">',
  '<link rel=stylesheet href=x>',
  '<details open ontoggle=alert(1)><summary>x</summary></details>',
  '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
  '<a title="&quot; onmouseover=alert(1) x=&quot;">x</a>',
  '<!--><img src=x onerror=alert(1)>-->',
  '"><img src=x onerror=alert(1)>',
  '`<script>alert(1)</script>`',
  '```html\n<script>alert(1)</script>\n```',
  '```"><img/src=x/onerror=alert(1)>\nx\n```',
  '<xmp><p title="</xmp><img src=x onerror=alert(1)>">',
  '<textarea></textarea><img src=x onerror=alert(1)>',
  '<li class="task-list-item" onclick=alert(1)>x</li>',
]

const tag = /<\/?[a-z][a-z0-9]*((?:\s+[a-z-]+(?:="[^"<>]*")?)*)>/g
const forbidden =
  /<\/?(?:script|svg|style|iframe|object|embed|form|button|base|meta|link|math|textarea|xmp|noscript)\b/i
const harmless = /^(?:id|title|class|alt|width|height|type|checked|disabled|aria-label|tabindex|scope|start)$/
const safeAddress = /^(?:https?:|mailto:|\/group\/repo\/|#user-content-)/

test('nothing of the known attacks can run', t => {
  for (const attack of attacks) {
    const markup = render(attack)
    t.notRegex(markup, forbidden, attack)
    t.notRegex(markup.replace(tag, ''), /</, attack)
    for (const [, attributes = ''] of markup.matchAll(tag)) {
      for (const [, name = '', value = ''] of attributes.matchAll(/\s([a-z-]+)(?:="([^"]*)")?/g)) {
        if (name === 'href' || name === 'src') t.regex(value, safeAddress, attack)
        else t.regex(name, harmless, attack)
      }
    }
  }
})
