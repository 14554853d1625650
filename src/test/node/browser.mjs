// A browser without a screen: follows redirects, keeps cookies, and presses the buttons a person would press.

const attribute = (tag, name) => {
  const match = tag.match(new RegExp(`\\b${name}="([^"]*)"`));
  return match && match[1].replaceAll('&amp;', '&').replaceAll('&#34;', '"').replaceAll('&quot;', '"');
};

export class Browser {
  #cookies = new Map();

  async #fetch(url, init = {}) {
    const cookie = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const headers = { accept: 'text/html', ...init.headers, ...(cookie && { cookie }) };
    const response = await fetch(url, { ...init, headers, redirect: 'manual' });
    for (const line of response.headers.getSetCookie()) {
      const [name, value] = line.split(';')[0].split(/=(.*)/s);
      if (value) this.#cookies.set(name, value);
      else this.#cookies.delete(name);
    }
    return response;
  }

  // Goes wherever a person would end up, and stops at the client's own address.
  async #go(url, init, callback) {
    for (let hop = 0; hop < 10; hop++) {
      const response = await this.#fetch(url, init);
      const location = response.headers.get('location');
      if (!location) return { url, response, page: await response.text() };
      url = new URL(location, url).href;
      init = {};
      if (url.startsWith(callback)) return { url, response };
    }
    throw new Error(`too many redirects, last to ${url}`);
  }

  async #submit(at, filled, button, callback) {
    const form = at.page.match(/<form[^>]*>[\s\S]*?<\/form>/)?.[0];
    if (!form) throw new Error(`no form at ${at.url}: ${at.response.status} ${at.page}`);
    const body = new URLSearchParams();
    for (const [tag] of form.matchAll(/<input[^>]*>/g)) {
      const name = attribute(tag, 'name');
      if (name) body.set(name, filled[name] ?? attribute(tag, 'value') ?? '');
    }
    if (button) body.set(...button);
    const action = new URL(attribute(form.match(/<form[^>]*>/)[0], 'action') ?? at.url, at.url);
    return this.#go(action.href, { method: 'POST', body, headers: { origin: action.origin } }, callback);
  }

  // Opens an authorization URL, signs in if asked, and decides. Returns the address the client is called back at.
  async authorize(authorizationUrl, { login, password, callback, decision = 'allow' }) {
    let at = await this.#go(authorizationUrl, {}, callback);
    if (at.page?.includes('name="password"')) {
      at = await this.#submit(at, { login, password }, undefined, callback);
    }
    if (at.page?.includes('name="decision"')) {
      at = await this.#submit(at, {}, ['decision', decision], callback);
    }
    if (!at.url.startsWith(callback)) {
      throw new Error(`ended at ${at.url}: ${at.response.status} ${at.page}`);
    }
    return new URL(at.url);
  }
}
