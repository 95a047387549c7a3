package io.followsync.acceptance.page;

import java.net.URI;
import java.util.List;
import java.util.regex.Pattern;

import com.deque.html.axecore.args.AxeRunOptions;
import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import io.followsync.stack.job.Session;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

/** One tab with the page, and what its user does there. */
record Tab(Page page) {

	private static final List<String> WCAG = List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa",
			"best-practice");

	static Tab open(BrowserContext window, URI address) {
		Page page = window.newPage();
		page.navigate(address.resolve("/").toString());
		return new Tab(page).awaitView();
	}

	/** Opens another tab in the same window. */
	Tab another() {
		return open(this.page.context(), URI.create(this.page.url()));
	}

	Locator at(String selector) {
		return this.page.locator(selector);
	}

	/** Waits until the page shows a view, as it does soon after it was loaded. */
	Tab awaitView() {
		heading().waitFor();
		return this;
	}

	/** The heading of the current view. */
	Locator heading() {
		return at("h1:visible");
	}

	void analyze(Session session) {
		at("#session-id").fill(session.sessionId());
		at("#csrf-token").fill(session.csrfToken());
		at("#analyze").click();
	}

	void awaitHeading(String pattern) {
		assertThat(heading()).hasText(Pattern.compile(pattern));
	}

	void awaitResult() {
		awaitHeading("not follow you back|Everybody follows you back");
		assertThat(at("#found")).not().isEmpty();
	}

	/** The names of the rows that are currently rendered. */
	List<String> names() {
		return at("#grid-body .handle").allTextContents();
	}

	/** The id of the job that the tab remembers; empty when there is none. */
	String job() {
		return (String) this.page.evaluate("() => sessionStorage.getItem('followsync.job') ?? ''");
	}

	/** From now on {@link #heard} returns what is announced to screen readers. */
	void listen() {
		run("""
				() => {
				  window.said = [];
				  new MutationObserver(() => said.push(announce.textContent)).observe(announce, { childList: true });
				}""");
	}

	String heard() {
		return run("() => said.join('; ')").toString();
	}

	Object run(String script) {
		return this.page.evaluate(script);
	}

	/** Gives the window that size and theme, and returns when it is drawn so. */
	void show(Look look) {
		this.page.setViewportSize(look.width(), look.height());
		this.page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(look.theme()));
		run("() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))");
	}

	/** The violations of all rules that axe finds, by rule and place. */
	List<String> barriers() {
		return violations(axe().withTags(WCAG));
	}

	/** The violations of one rule. */
	List<String> barriers(String rule) {
		return violations(axe().withRules(List.of(rule)));
	}

	private AxeBuilder axe() {
		AxeRunOptions options = new AxeRunOptions();
		options.setResultTypes(List.of("violations"));
		// Without frames there is nothing to put together in a window of its own.
		return new AxeBuilder(this.page).setLegacyMode(true).options(options);
	}

	private static List<String> violations(AxeBuilder axe) {
		return axe.analyze()
			.getViolations()
			.stream()
			.flatMap((rule) -> rule.getNodes()
				.stream()
				.map((node) -> rule.getId() + ": " + node.getHtml() + " " + node.getFailureSummary()))
			.toList();
	}

}
