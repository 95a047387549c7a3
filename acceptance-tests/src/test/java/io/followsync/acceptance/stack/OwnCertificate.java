package io.followsync.acceptance.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;

import io.followsync.stack.StackConfig;

/**
 * Configures the gateway with a certificate that nobody uses, so that it reports when the
 * certificate expires.
 */
final class OwnCertificate {

	private static final String PASSWORD = "changeit";

	private OwnCertificate() {
	}

	static StackConfig in(StackConfig config) {
		Path store = config.data().resolveSibling("certificate.p12").toAbsolutePath();
		make(store);
		String bundle = "spring.ssl.bundle.jks.unused.keystore.";
		return config.withProperty("gateway", bundle + "location", store.toUri().toString())
			.withProperty("gateway", bundle + "password", PASSWORD)
			.withProperty("gateway", bundle + "type", "PKCS12");
	}

	private static void make(Path store) {
		try {
			Files.createDirectories(store.getParent());
			Files.deleteIfExists(store);
			String keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
			Process process = new ProcessBuilder(keytool, "-genkeypair", "-keystore", store.toString(), "-storetype",
					"PKCS12", "-storepass", PASSWORD, "-alias", "unused", "-keyalg", "EC", "-dname", "CN=localhost",
					"-validity", "365")
				.redirectErrorStream(true)
				.start();
			String said = new String(process.getInputStream().readAllBytes(), Charset.defaultCharset());
			if (process.waitFor() != 0) {
				throw new IllegalStateException("no certificate: " + said);
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

}
