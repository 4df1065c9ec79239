/// The style of pages and their few lines of script. Nothing is missing without the script: the browser's own tooltips
/// show the values.
enum PageStyle {
  /// The rules, as a page contains them.
  static let style = MarkupFragment(constant: "\n" + rules)
  /// The script, as a page contains it.
  static let script = MarkupFragment(constant: "\n" + lines)
  /// The policy that allows these two and nothing else.
  static let policy = MarkupFragment(constant: PagePolicy.text(style: style.text, script: script.text))

  /// Rules for light and dark screens, narrow ones and paper.
  private static let rules =
    ChartStyle.colours + """
      *{box-sizing:border-box}
      html{-webkit-text-size-adjust:100%;scroll-behavior:smooth}
      body{margin:0 auto;max-width:888px;padding:24px 24px 64px;background:var(--bg);color:var(--ink);\
      font:16px/1.55 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;overflow-wrap:anywhere}
      h1{font-size:1.75rem;line-height:1.2;margin:.4em 0 .5em;text-wrap:balance}
      h2{font-size:1.25rem;margin:2.2em 0 .6em;padding-top:.7em;border-top:1px solid var(--grid)}
      .headline{font-size:1.25rem;line-height:1.45;margin:0 0 .8em}
      p{margin:.6em 0}a{color:var(--c1)}
      nav{display:flex;flex-wrap:wrap;gap:4px 18px;margin:1.2em 0 0;font-size:.9rem}
      code{font:.9em ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;background:var(--panel);padding:.1em .3em;border-radius:4px}
      pre{background:var(--panel);padding:12px 14px;border-radius:8px;white-space:pre-wrap}pre code{background:none;padding:0}
      figure{margin:1.4em 0 1.8em}figcaption{font-weight:600}
      .seen{color:var(--muted);font-size:.9rem;margin:.1em 0 .6em}
      svg{display:block;width:100%;height:auto;overflow:visible}.narrow{display:none}
      details{margin:.6em 0;font-size:.9rem}summary{cursor:pointer;color:var(--muted);padding:2px 0}
      .scroll{overflow-x:auto;margin:.6em 0 1.2em;background:\
      linear-gradient(to right,var(--bg) 12px,transparent) 0 0/32px 100% no-repeat local,\
      linear-gradient(to left,var(--bg) 12px,transparent) 100% 0/32px 100% no-repeat local,\
      linear-gradient(to right,var(--line),transparent) 0 0/10px 100% no-repeat scroll,\
      linear-gradient(to left,var(--line),transparent) 100% 0/10px 100% no-repeat scroll}
      .scroll:focus-visible,summary:focus-visible,a:focus-visible{outline:2px solid var(--c1);outline-offset:2px}
      table{border-collapse:collapse;font-size:.875rem;font-variant-numeric:tabular-nums;overflow-wrap:normal}
      caption{text-align:left;font-weight:600;padding:0 0 6px}figure caption{display:none}
      th,td{padding:5px 14px 5px 0;text-align:left;vertical-align:top;border-bottom:1px solid var(--grid)}
      thead th{color:var(--muted);font-weight:600;vertical-align:bottom}
      tbody th{font-weight:400}th,td{white-space:nowrap}thead th{white-space:normal}
      .r{text-align:right}.w{white-space:normal;min-width:16em;overflow-wrap:anywhere}
      .notes{padding-left:1.2em}.notes li{margin:.35em 0}
      .tools{display:flex;flex-wrap:wrap;gap:10px 20px;align-items:center;margin:1em 0;font-size:.9rem}.tools[hidden]{display:none}
      input,select{font:inherit;color:inherit;background:var(--panel);border:1px solid var(--line);border-radius:6px;\
      padding:4px 8px;max-width:100%}
      .cards{list-style:none;padding:0;display:grid;grid-template-columns:repeat(auto-fill,minmax(150px,1fr));gap:12px}
      .cards li{background:var(--panel);border-radius:8px;padding:8px 10px;min-width:0;break-inside:avoid}
      .cards li[hidden]{display:none}.cards .name{display:block;font-size:.875rem;font-weight:600;white-space:nowrap;\
      overflow:hidden;text-overflow:ellipsis}.cards .seen{display:block;font-size:.78rem;margin:0}
      .tip{position:absolute;z-index:1;pointer-events:none;background:var(--ink);color:var(--bg);padding:6px 9px;border-radius:6px;\
      font-size:.8rem;line-height:1.4;white-space:pre-line;max-width:260px}.tip[hidden]{display:none}
      .tip .key{display:inline-block;width:.7em;height:.7em;margin-right:.5em;border-radius:2px}.kn{background:var(--bg)}
      footer{font-size:.9rem}
      @media (max-width:560px){body{padding:16px 16px 48px}h1{font-size:1.45rem}.headline{font-size:1.1rem}
      .wide{display:none}.narrow{display:block}thead th{white-space:nowrap}}
      @media print{body{max-width:none;padding:0;font-size:11pt}nav,.tools,details{display:none}figure,tr{break-inside:avoid}
      h2{break-after:avoid}a{color:inherit}.scroll{overflow:visible}}

      """ + ChartStyle.rules

  /// Immediate tooltips; search and sorting of the series.
  private static let lines = """
    (()=>{
    const tip=document.createElement('div');tip.className='tip';tip.hidden=true;tip.setAttribute('role','status');
    document.body.append(tip);
    for(const place of document.querySelectorAll('svg .h')){const title=place.querySelector('title');
    if(title){place.dataset.values=title.textContent;title.remove();}}
    const show=event=>{const place=event.target instanceof Element&&event.target.closest('.h');tip.hidden=!place;if(!place)return;
    tip.textContent='';const keys=(place.dataset.keys||'').split(' ');
    place.dataset.values.split('\\n').forEach((text,index)=>{if(index)tip.append('\\n');
    if(keys[index]){const key=document.createElement('i');key.className='key '+keys[index];tip.append(key);}tip.append(text);});
    const width=document.documentElement.clientWidth,high=document.documentElement.clientHeight,
    box=place.ownerSVGElement.getBoundingClientRect(),row=place.getBoundingClientRect(),size=tip.offsetHeight;
    tip.style.left='0';tip.style.left=Math.max(4,Math.min(event.clientX-tip.offsetWidth/2,width-tip.offsetWidth-4))+scrollX+'px';
    const below=row.height>box.height/2?box:row,top=below.bottom+4+size<=high?below.bottom+4:below.top-4-size>=0?below.top-4-size
    :Math.max(4,event.clientY-size-10);tip.style.top=top+scrollY+'px';};
    document.addEventListener('pointermove',show);document.addEventListener('pointerdown',show);
    for(const tools of document.querySelectorAll('.tools')){
    const list=tools.nextElementSibling,cards=[...list.children],search=tools.querySelector('input'),
    found=list.nextElementSibling,text=found.nextElementSibling.textContent,
    others=text?text.split('\\n').map(line=>line.split('\\t')).map(line=>({name:line[0],lower:line[0].toLowerCase(),first:+line[1],last:+line[2]})):[],
    users=new Intl.NumberFormat('en',{notation:'compact',maximumSignificantDigits:4}),
    sort=tools.querySelector('select'),count=tools.querySelector('output');tools.hidden=false;
    cards.forEach((card,index)=>card.dataset.order=index);
    const keys={order:(a,b)=>a.dataset.order-b.dataset.order,name:(a,b)=>a.dataset.name.localeCompare(b.dataset.name),
    change:(a,b)=>a.dataset.change-b.dataset.change,last:(a,b)=>b.dataset.last-a.dataset.last};
    const update=()=>{const wanted=search.value.trim().toLowerCase();let shown=0;
    for(const card of [...cards].sort(keys[sort.value])){card.hidden=!card.dataset.name.toLowerCase().includes(wanted);
    if(!card.hidden)shown++;list.append(card);}
    const more=wanted?others.filter(other=>other.lower.includes(wanted)):[];found.textContent='';found.hidden=!more.length;
    if(sort.value!=='order')more.sort(sort.value==='name'?(a,b)=>a.name.localeCompare(b.name):sort.value==='last'?(a,b)=>b.last-a.last
    :(a,b)=>a.last/a.first-b.last/b.first);
    const line=text=>{const item=document.createElement('li');item.textContent=text;found.append(item);};
    for(const other of more.slice(0,50))line(other.name+': from '+users.format(other.first)+' to '+users.format(other.last)+', '
    +(other.last>other.first?'+':'')+((other.last/other.first-1)*100).toFixed(1)+' %');
    if(more.length>50)line((more.length-50)+' more');
    count.textContent=(shown+more.length)+' of '+(cards.length+others.length);};
    search.addEventListener('input',update);sort.addEventListener('change',update);update();}
    })();

    """
}
