package io.followsync.acceptance.page;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** The installed Chromium, started once for all tests. */
class Chromium implements ExecutionCondition, ParameterResolver, AfterEachCallback, AfterAllCallback {

	private static final Namespace NAMESPACE = Namespace.create(Chromium.class);

	private static final double IN_TIME_MS = 60_000;

	private static final List<String> ARGUMENTS = List.of("--no-sandbox", "--disable-gpu", "--disable-quic",
			"--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
			"--disable-dev-shm-usage");

	private static final String MISSING = """

			==========================================================================
			  NO CHROMIUM IS INSTALLED: THE TESTS OF THE PAGE ARE LEFT OUT.
			  Debian: apt-get install chromium. Elsewhere: let CHROMIUM name it.
			==========================================================================
			""";

	@Override
	public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
		if (executable().isPresent()) {
			return ConditionEvaluationResult.enabled("there is a Chromium");
		}
		System.err.println(MISSING);
		return ConditionEvaluationResult.disabled("no Chromium is installed");
	}

	@Override
	public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
		return parameter.getParameter().getType() == Owner.class;
	}

	@Override
	public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
		Browser browser = context.getRoot()
			.getStore(NAMESPACE)
			.computeIfAbsent(Running.class, (key) -> Running.start(), Running.class)
			.browser();
		return scope(context).getStore(NAMESPACE)
			.computeIfAbsent(Owner.class, (key) -> new Owner(browser), Owner.class);
	}

	@Override
	public void afterEach(ExtensionContext context) {
		Owner owner = context.getStore(NAMESPACE).get(Owner.class, Owner.class);
		if (owner == null) {
			return;
		}
		if (context.getExecutionException().isPresent()) {
			owner.takePicture(pictureOf(context));
		}
		if (hasOneOwner(context)) {
			owner.assertThatNothingWentWrong();
		}
		else {
			owner.leave();
		}
	}

	@Override
	public void afterAll(ExtensionContext context) {
		Owner owner = context.getStore(NAMESPACE).get(Owner.class, Owner.class);
		if (owner != null) {
			owner.leave();
		}
	}

	/** The test, or its class if that has one owner. */
	private static ExtensionContext scope(ExtensionContext context) {
		ExtensionContext scope = context;
		while (hasOneOwner(context) && scope.getTestMethod().isPresent()) {
			scope = scope.getParent().orElseThrow();
		}
		return scope;
	}

	private static boolean hasOneOwner(ExtensionContext context) {
		return context.getRequiredTestClass().getAnnotation(BrowserTest.class).oneOwner();
	}

	private static Path pictureOf(ExtensionContext context) {
		String name = context.getRequiredTestClass().getSimpleName() + "-" + context.getRequiredTestMethod().getName();
		return Path.of("target", "browser-failures", name + ".png");
	}

	private static Optional<Path> executable() {
		return Stream
			.of(System.getenv().getOrDefault("CHROMIUM", ""), "/usr/bin/chromium", "/usr/bin/chromium-browser",
					"/usr/bin/google-chrome")
			.filter((name) -> !name.isEmpty())
			.map(Path::of)
			.filter(Files::isExecutable)
			.findFirst();
	}

	/** A started browser, ended with the tests. */
	private record Running(Playwright playwright, Browser browser) implements AutoCloseable {

		static Running start() {
			Playwright playwright = Playwright
				.create(new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
			PlaywrightAssertions.setDefaultAssertionTimeout(IN_TIME_MS);
			try {
				return new Running(playwright,
						playwright.chromium()
							.launch(new BrowserType.LaunchOptions().setExecutablePath(executable().orElseThrow())
								.setArgs(ARGUMENTS)));
			}
			catch (RuntimeException ex) {
				playwright.close();
				throw ex;
			}
		}

		@Override
		public void close() {
			this.playwright.close();
		}
	}

}
