package io.followsync.gateway.page;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.io.Resource;
import org.springframework.core.io.ResourceLoader;
import org.springframework.core.io.support.ResourcePatternResolver;
import org.springframework.http.MediaType;
import org.springframework.http.MediaTypeFactory;
import org.springframework.stereotype.Component;
import org.springframework.util.Assert;
import org.springframework.web.util.UriUtils;

/**
 * The files of the page by their paths, sub-folders included. All are read at the start:
 * they are few and small, reading a file from an archive would block an event loop, and a
 * path that is not among them leads nowhere.
 */
@Component
class PageFiles {

	// Lines about the API's own documentation, which is not served everywhere.
	private static final Pattern API_DOCUMENTATION = Pattern.compile("(?m)^.*<\\w+ data-api>.*\\R");

	// A line that stands for the markup of a view, which is a file beside its module.
	private static final Pattern INCLUDE = Pattern.compile("(?m)^ *<!-- include /(\\S+) -->\\R");

	private static final String FOLDER = "classpath:/page/";

	private final Map<String, PageFile> files = new HashMap<>();

	PageFiles(ResourcePatternResolver resources, @Value("${springdoc.swagger-ui.enabled:true}") boolean documented) {
		try {
			String root = address(resources.getResource(FOLDER));
			for (Resource resource : resources.getResources(FOLDER + "**/*.*")) {
				String address = address(resource);
				Assert.state(address.startsWith(root), () -> address + " is not in " + root);
				String path = "/" + address.substring(root.length());
				this.files.put(path, PageFile.of(type(path), content(path, resource, resources, documented)));
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		Optional.ofNullable(this.files.get("/index.html")).ifPresent((page) -> this.files.put("/", page));
	}

	/**
	 * Empty for a path that is not exactly that of a file of the page, as in {@code
	 * /app/views/result/list.js}.
	 */
	Optional<PageFile> find(String path) {
		return Optional.ofNullable(this.files.get(path));
	}

	// Decoded, since folders and files encode their addresses differently.
	private static String address(Resource resource) throws IOException {
		return UriUtils.decode(resource.getURL().toString(), StandardCharsets.UTF_8);
	}

	private static byte[] content(String path, Resource resource, ResourceLoader resources, boolean documented)
			throws IOException {
		if (!path.endsWith(".html")) {
			return resource.getContentAsByteArray();
		}
		String page = withViews(resource, resources);
		return (documented ? page : API_DOCUMENTATION.matcher(page).replaceAll("")).getBytes(StandardCharsets.UTF_8);
	}

	private static String withViews(Resource page, ResourceLoader resources) throws IOException {
		StringBuilder whole = new StringBuilder();
		Matcher include = INCLUDE.matcher(page.getContentAsString(StandardCharsets.UTF_8));
		while (include.find()) {
			String view = resources.getResource(FOLDER + include.group(1)).getContentAsString(StandardCharsets.UTF_8);
			include.appendReplacement(whole, Matcher.quoteReplacement(view));
		}
		return include.appendTail(whole).toString();
	}

	private static MediaType type(String path) {
		return path.endsWith(".woff2") ? MediaType.valueOf("font/woff2")
				: MediaTypeFactory.getMediaType(path).orElse(MediaType.APPLICATION_OCTET_STREAM);
	}

	/**
	 * A file of the page, plain and gzip-compressed.
	 *
	 * @param version changes only with the content
	 */
	record PageFile(MediaType type, byte[] plain, byte[] compressed, String version) {

		private static final int VERSION_DIGITS = 16;

		private static final double MAX_COMPRESSED_PART = 0.9;

		static PageFile of(MediaType type, byte[] content) {
			return new PageFile(type, content, compress(content), digest(content).substring(0, VERSION_DIGITS));
		}

		/** Whether compression saves enough; fonts are compressed already. */
		boolean isCompressible() {
			return this.compressed.length < this.plain.length * MAX_COMPRESSED_PART;
		}

		private static byte[] compress(byte[] content) {
			ByteArrayOutputStream bytes = new ByteArrayOutputStream();
			try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
				gzip.write(content);
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
			return bytes.toByteArray();
		}

		private static String digest(byte[] content) {
			try {
				return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
			}
			catch (NoSuchAlgorithmException ex) {
				throw new IllegalStateException("every Java runtime has SHA-256", ex);
			}
		}

	}

}
