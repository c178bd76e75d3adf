/** Style of the saved page: dense tables, folding sections, light and dark by the reader's system, plain on paper. */
export const standaloneCss = `
:root{color-scheme:light dark;--bg:#fff;--fg:#1f2328;--soft:#59636e;--line:#d8dee4;--band:#f6f8fa;--link:#0a5bc4;--on:#1a7f37;--off:#9a4f00;--warn:#9a6700}
@media(prefers-color-scheme:dark){:root{--bg:#16191d;--fg:#e3e6ea;--soft:#9aa4ae;--line:#333a42;--band:#1e2329;--link:#6cb0ff;--on:#57c46d;--off:#e8a15a;--warn:#e3b341}}
*{box-sizing:border-box}
body{margin:0;background:var(--bg);color:var(--fg);font:13px/1.45 "Segoe UI",system-ui,-apple-system,Roboto,"Helvetica Neue",Arial,sans-serif}
header{padding:18px 28px 12px;border-bottom:1px solid var(--line)}
header p{margin:2px 0 0;color:var(--soft)}
h1{margin:0;font-size:22px;font-weight:600}
.frame{display:grid;grid-template-columns:minmax(180px,250px) minmax(0,1fr)}
nav{position:sticky;top:0;align-self:start;max-height:100vh;overflow:auto;padding:14px 8px 14px 28px;border-right:1px solid var(--line)}
nav ul{list-style:none;margin:0;padding:0}
nav ul ul{padding-left:12px;margin-bottom:4px}
nav li{margin:2px 0;overflow-wrap:anywhere}
a{color:var(--link);text-decoration:none}
a:hover{text-decoration:underline}
main{padding:6px 28px 60px;min-width:0}
.section>summary{cursor:pointer;list-style:none;padding:3px 0}
.section>summary::-webkit-details-marker{display:none}
.section>summary::before{content:"";display:inline-block;width:0;height:0;margin-right:8px;border:4px solid transparent;border-left-color:var(--soft);border-right-width:0;vertical-align:2px}
.section[open]>summary::before{transform:rotate(90deg)}
.section>summary>*{display:inline;margin:0}
h2{font-size:17px}h3{font-size:15px}h4,h5,h6{font-size:13px}
h2,h3,h4,h5,h6{font-weight:600}
.level2{margin-top:14px;content-visibility:auto;contain-intrinsic-size:auto 300px}
.level3,.level4,.level5,.level6{margin:6px 0 0 14px}
.count{color:var(--soft);font-weight:400;font-size:12px}
.facts{list-style:none;display:flex;flex-wrap:wrap;gap:2px 18px;margin:2px 0 6px 16px;padding:0;color:var(--soft)}
.empty{margin:4px 0 8px 16px;color:var(--soft)}
table{border-collapse:collapse;width:calc(100% - 16px);margin:4px 0 12px 16px;table-layout:fixed}
table.values{table-layout:auto}
th,td{text-align:left;vertical-align:top;padding:4px 8px;border-bottom:1px solid var(--line);overflow-wrap:anywhere}
thead th{font-size:12px;font-weight:600;color:var(--soft);background:var(--band)}
tbody th{font-weight:400}
table.values th{width:200px;color:var(--soft)}
tbody tr:hover{background:var(--band)}
tbody ul{list-style:none;margin:0;padding:0}
tbody ul ul{padding-left:14px}
.key{color:var(--soft)}
.more>summary{color:var(--soft);font-size:12px;cursor:pointer}
.more:not([open]){display:inline-block;margin-left:10px;opacity:.75}
.more>ul{padding:2px 0 4px 12px}
.long{margin:2px 0;white-space:pre-line;max-width:80ch}
.on{color:var(--on)}.off{color:var(--off)}.warning{color:var(--warn)}.muted{color:var(--soft)}
[title]{text-decoration:none}
:focus-visible{outline:2px solid var(--link);outline-offset:1px}
@media(max-width:900px){.frame{display:block}nav{position:static;max-height:none;border:0;border-bottom:1px solid var(--line)}}
@media print{nav{display:none}.frame{display:block}main,header{padding-left:0;padding-right:0}tr{break-inside:avoid}thead{display:table-header-group}.more{display:none}.level2{content-visibility:visible}}
`;
