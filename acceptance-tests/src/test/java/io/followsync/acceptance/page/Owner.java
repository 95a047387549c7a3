package io.followsync.acceptance.page;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.options.ReducedMotion;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;

/** A user with a browser of their own and any number of tabs. */
final class Owner {

	private static final Logger log = LoggerFactory.getLogger(Owner.class);

	private static final double IN_TIME_MS = 60_000;

	private final Browser browser;

	private final List<BrowserContext> windows = new ArrayList<>();

	private final List<String> complaints = new CopyOnWriteArrayList<>();

	private @Nullable Tab tab;

	Owner(Browser browser) {
		this.browser = browser;
	}

	/** The tab that is opened by the first call and used by all later ones. */
	Tab tab(URI page) {
		if (this.tab == null) {
			this.tab = open(page);
		}
		return this.tab;
	}

	/** Opens the page in a new window with its own profile. */
	Tab open(URI page) {
		return open(page, Look.WIDE);
	}

	Tab open(URI page, Look look) {
		BrowserContext window = this.browser
			.newContext(new Browser.NewContextOptions().setViewportSize(look.width(), look.height())
				.setColorScheme(look.theme())
				.setReducedMotion(ReducedMotion.REDUCE)
				.setPermissions(List.of("clipboard-read", "clipboard-write")));
		window.setDefaultTimeout(IN_TIME_MS);
		window.onConsoleMessage(this::recordConsoleError);
		window.onWebError((error) -> this.complaints.add("error in the page: " + error.error()));
		window.onRequest((request) -> {
			if (request.url().startsWith("http") && !request.url().startsWith(page.toString())) {
				this.complaints.add("request to elsewhere: " + request.url());
			}
		});
		window.onRequestFailed(Owner::logNetworkChange);
		this.windows.add(window);
		return Tab.open(window, page);
	}

	// Not the page's fault, but it may explain a failure.
	private static void logNetworkChange(Request request) {
		if ("net::ERR_NETWORK_CHANGED".equals(request.failure())) {
			log.warn("This machine's network has changed, and the browser gave up {}", request.url());
		}
	}

	// The browser also logs failed responses as errors; tests expect those.
	private void recordConsoleError(ConsoleMessage message) {
		if (message.type().equals("error") && !message.text().startsWith("Failed to load resource")) {
			this.complaints.add(message.text());
		}
	}

	/** Takes a picture of the first tab that is open. */
	void takePicture(Path file) {
		this.windows.stream()
			.flatMap((window) -> window.pages().stream())
			.findFirst()
			.ifPresent((page) -> page.screenshot(new Page.ScreenshotOptions().setPath(file)));
	}

	/** Closes everything, and fails for anything that went wrong. */
	void leave() {
		// A request that is intercepted while its window closes would fail the test.
		this.windows.stream().flatMap((window) -> window.pages().stream()).forEach(Page::unrouteAll);
		this.windows.forEach(BrowserContext::close);
		assertThatNothingWentWrong();
	}

	void assertThatNothingWentWrong() {
		assertThat(this.complaints).as("what the browser complained about").isEmpty();
	}

}
