import type { AssetKind, SnippetType } from "@wellspring/client";

/** What the site itself says; everything else comes from the hub. */
export interface Words {
  /** As `lang` has it. */
  readonly lang: string;
  readonly skip: string;
  readonly menu: string;
  readonly languages: string;
  readonly library: string;
  readonly libraryLead: string;
  readonly search: string;
  readonly searchHint: string;
  readonly results: (count: number) => string;
  readonly nothing: string;
  readonly nothingFor: (query: string) => string;
  readonly degraded: string;
  readonly filter: string;
  readonly clear: string;
  readonly without: (filter: string) => string;
  readonly more: string;
  readonly next: string;
  readonly first: string;
  readonly facets: Readonly<
    Record<"kinds" | "industries" | "topics" | "personas" | "stages" | "locales", string>
  >;
  readonly iAm: string;
  readonly anyone: string;
  readonly chosenFor: (name: string) => string;
  readonly mentions: (found: string) => string;
  readonly lacks: (missing: string) => string;
  readonly about: (name: string) => string;
  readonly published: string;
  readonly by: string;
  readonly contents: string;
  readonly challenge: string;
  readonly solution: string;
  readonly transcript: string;
  readonly download: string;
  readonly watch: string;
  readonly listen: string;
  readonly open: string;
  readonly sharing: string;
  readonly scan: string;
  readonly share: (channel: string) => string;
  readonly copy: string;
  readonly copyLink: string;
  readonly copied: string;
  readonly readNext: string;
  readonly related: string;
  readonly from: string;
  readonly latest: string;
  readonly all: string;
  readonly required: string;
  readonly choose: string;
  readonly leaveEmpty: string;
  readonly check: string;
  readonly checkHint: string;
  readonly mend: string;
  readonly thanks: string;
  readonly preview: string;
  readonly previewHint: string;
  readonly kinds: Readonly<Record<AssetKind, string>>;
  readonly snippets: Readonly<Record<SnippetType, string>>;
  readonly duration: (seconds: number) => string;
  readonly errors: Readonly<Record<Trouble, { readonly title: string; readonly text: string }>>;
  readonly home: string;
  readonly again: string;
}

/** What a visitor is told when there is no page. */
export type Trouble =
  | "missing"
  | "away"
  | "slow"
  | "busy"
  | "failed"
  | "mismatch"
  | "previewOver"
  | "formOff";

const en: Words = {
  lang: "en",
  skip: "Skip to the content",
  menu: "Menu",
  languages: "Languages",
  library: "Library",
  libraryLead: "Everything we have written, filmed and measured.",
  search: "Search",
  searchHint: "A question or a few words, in any language",
  results: (count) => (count === 1 ? "1 piece" : `${count} pieces`),
  nothing: "Nothing here fits. Take out a filter, or ask in other words.",
  nothingFor: (query) => `Nothing fits “${query}”. Take out a filter, or ask in other words.`,
  degraded: "Only the words themselves were looked for just now, not their meaning.",
  filter: "Filter",
  clear: "Clear all",
  without: (filter) => `Take out the filter ${filter}`,
  more: "More",
  next: "Next page",
  first: "Back to the first page",
  facets: {
    kinds: "Kind",
    industries: "Industry",
    topics: "Topic",
    personas: "Role",
    stages: "Stage",
    locales: "Language",
  },
  iAm: "For:",
  anyone: "everyone",
  chosenFor: (name) => `For: ${name}`,
  mentions: (found) => `Mentions: ${found}`,
  lacks: (missing) => `Does not mention: ${missing}`,
  about: (name) => `About: ${name}`,
  published: "Published",
  by: "By",
  contents: "Contents",
  challenge: "What stood in the way",
  solution: "What was done",
  transcript: "Transcript",
  download: "Download",
  watch: "Watch",
  listen: "Listen",
  open: "Open",
  sharing: "Pass it on",
  scan: "Scan with WeChat to open it on your phone and pass it on",
  share: (channel) => `Share on ${channel}`,
  copy: "Copy",
  copyLink: "Copy link",
  copied: "Copied",
  readNext: "Read next",
  related: "Related",
  from: "From",
  latest: "New in the library",
  all: "See all",
  required: "required",
  choose: "Please choose",
  leaveEmpty: "Leave this empty",
  check: "Please look it over, then send.",
  checkHint: "Nothing has been sent yet.",
  mend: "Not sent yet: please mend what is marked below.",
  thanks: "Thank you. We have got it.",
  preview: "Preview",
  previewHint: "A draft, for you alone. Links lead on within the preview.",
  kinds: {
    ARTICLE: "Article",
    CASE_STUDY: "Case study",
    WHITE_PAPER: "White paper",
    EBOOK: "Ebook",
    BROCHURE: "Brochure",
    VIDEO: "Video",
    PODCAST: "Podcast",
    WEBINAR: "Webinar",
    SHORT_POST: "Short post",
    FAQ: "FAQ",
  },
  snippets: {
    STATISTIC: "Figure",
    QUOTE: "Quote",
    CLAIM: "Claim",
    TIP: "Tip",
    DEFINITION: "Definition",
    STORY: "Story",
    QUESTION: "Question",
  },
  duration: (seconds) => `${Math.max(1, Math.round(seconds / 60))} min`,
  errors: {
    missing: {
      title: "This page is not here",
      text: "It may have moved, or been taken back. The library has everything there is.",
    },
    away: {
      title: "We are briefly away",
      text: "Our content cannot be reached just now. Please try again in a minute.",
    },
    slow: {
      title: "This takes too long",
      text: "Our content answers slowly just now. Please try again in a minute.",
    },
    busy: {
      title: "Many are reading just now",
      text: "Please try again in a minute.",
    },
    failed: {
      title: "Something went wrong on our side",
      text: "It has been noted. Please try again in a minute.",
    },
    mismatch: {
      title: "This site is being updated",
      text: "A new version is on its way. Please try again in a few minutes.",
    },
    previewOver: {
      title: "This preview is over",
      text: "Open it again from the editor.",
    },
    formOff: {
      title: "Your message was not sent",
      text: "Please go back and try again in a minute: what you wrote is still there.",
    },
  },
  home: "To the home page",
  again: "Try again",
};

const zh: Words = {
  lang: "zh-Hans",
  skip: "跳到正文",
  menu: "菜单",
  languages: "语言",
  library: "资料库",
  libraryLead: "我们写过、拍过、量过的，都在这里。",
  search: "搜索",
  searchHint: "一个问题，或几个词，中英文都可以",
  results: (count) => `${count} 篇`,
  nothing: "没有合适的内容。请去掉一个筛选条件，或换个说法。",
  nothingFor: (query) => `没有找到与“${query}”相符的内容。请去掉一个筛选条件，或换个说法。`,
  degraded: "此刻只按字词查找，没有按意思查找。",
  filter: "筛选",
  clear: "全部清除",
  without: (filter) => `去掉筛选条件“${filter}”`,
  more: "更多",
  next: "下一页",
  first: "回到第一页",
  facets: {
    kinds: "类型",
    industries: "行业",
    topics: "主题",
    personas: "角色",
    stages: "阶段",
    locales: "语言",
  },
  iAm: "面向：",
  anyone: "所有人",
  chosenFor: (name) => `适合：${name}`,
  mentions: (found) => `提到：${found}`,
  lacks: (missing) => `没有提到：${missing}`,
  about: (name) => `谈到：${name}`,
  published: "发布于",
  by: "作者",
  contents: "目录",
  challenge: "难在哪里",
  solution: "怎么做的",
  transcript: "文字稿",
  download: "下载",
  watch: "观看",
  listen: "收听",
  open: "打开",
  sharing: "分享给同事",
  scan: "用微信扫一扫，在手机上打开并转发",
  share: (channel) => `分享到${channel}`,
  copy: "复制",
  copyLink: "复制链接",
  copied: "已复制",
  readNext: "接着读",
  related: "相关内容",
  from: "摘自",
  latest: "最新内容",
  all: "查看全部",
  required: "必填",
  choose: "请选择",
  leaveEmpty: "此处请留空",
  check: "请核对一遍，再提交。",
  checkHint: "内容还没有提交。",
  mend: "还没有提交：请改正下面标出的地方。",
  thanks: "谢谢，我们已经收到。",
  preview: "预览",
  previewHint: "这是草稿，只有您能看到。链接仍在预览之中。",
  kinds: {
    ARTICLE: "文章",
    CASE_STUDY: "案例",
    WHITE_PAPER: "白皮书",
    EBOOK: "电子书",
    BROCHURE: "手册",
    VIDEO: "视频",
    PODCAST: "播客",
    WEBINAR: "线上研讨会",
    SHORT_POST: "短文",
    FAQ: "常见问题",
  },
  snippets: {
    STATISTIC: "数字",
    QUOTE: "原话",
    CLAIM: "观点",
    TIP: "建议",
    DEFINITION: "定义",
    STORY: "故事",
    QUESTION: "提问",
  },
  duration: (seconds) => `${Math.max(1, Math.round(seconds / 60))} 分钟`,
  errors: {
    missing: { title: "没有这个页面", text: "它可能已经移动或撤下。资料库里有现有的全部内容。" },
    away: { title: "我们暂时离开一下", text: "内容服务此刻连接不上，请过一分钟再试。" },
    slow: { title: "等得太久了", text: "内容服务此刻响应很慢，请过一分钟再试。" },
    busy: { title: "此刻访问的人很多", text: "请过一分钟再试。" },
    failed: { title: "我们这边出了点问题", text: "已经记录下来，请过一分钟再试。" },
    mismatch: { title: "网站正在更新", text: "新版本马上就好，请过几分钟再试。" },
    previewOver: { title: "预览已经结束", text: "请在编辑器里重新打开。" },
    formOff: { title: "您的留言没有发出", text: "请返回，过一分钟再试：您写的内容还在。" },
  },
  home: "回到首页",
  again: "再试一次",
};

/** The languages that the site speaks, as addresses and the hub have them. */
const LANGUAGES: Readonly<Record<string, Words>> = { en, "zh-hans": zh };
export const FALLBACK = "en";

/** The one that an address begins with. */
export function localeOf(path: string): string {
  const first = path.split("/")[1]?.toLowerCase() ?? "";
  return Object.hasOwn(LANGUAGES, first) ? first : FALLBACK;
}

export function wordsIn(locale: string): Words {
  return LANGUAGES[locale] ?? en;
}

/** A language as HTML has it: `zh-Hans`. */
export function langOf(locale: string): string {
  return locale === "x-default" ? locale : new Intl.Locale(locale).toString();
}

export function day(moment: string, words: Words): string {
  return new Intl.DateTimeFormat(words.lang, { dateStyle: "long", timeZone: "UTC" }).format(new Date(moment));
}

export function fileSize(bytes: number, words: Words): string {
  const [amount, unit] = bytes < 1_000_000 ? [bytes / 1000, "kilobyte"] : [bytes / 1_000_000, "megabyte"];
  const format = { style: "unit", unit, maximumFractionDigits: amount < 10 ? 1 : 0 } as const;
  return new Intl.NumberFormat(words.lang, format).format(amount);
}

export function listed(names: ReadonlyArray<string>, words: Words): string {
  return new Intl.ListFormat(words.lang).format(names);
}
