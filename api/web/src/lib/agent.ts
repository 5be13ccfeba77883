const browsers: [RegExp, string][] = [
  [/wxwork\//i, 'WeCom'], [/MicroMessenger\//, 'WeChat'], [/DingTalk\//i, 'DingTalk'], [/Edg(e|A|iOS)?\//, 'Edge'], [/OPR\//, 'Opera'], [/Firefox\/|FxiOS\//, 'Firefox'], [/Headless?Chrome\/|Chrome\/|CriOS\//, 'Chrome'], [/Safari\//, 'Safari'], [/curl\//, 'curl'],
]
const systems: [RegExp, string][] = [
  [/HarmonyOS/i, 'HarmonyOS'], [/Android/, 'Android'], [/iPhone|iPad/, 'iOS'], [/Windows/, 'Windows'], [/Mac OS X|Macintosh/, 'macOS'], [/Linux/, 'Linux'],
]

/** What a browser calls itself, in two words: Chrome · Windows; empty where it is none
 * that is known. It is what the browser says, and nobody checks it. */
export function agentOf(agent: string): string {
  const of = (list: [RegExp, string][]) => list.find(([looks]) => looks.test(agent))?.[1]
  return [of(browsers), of(systems)].filter(Boolean).join(' · ')
}
