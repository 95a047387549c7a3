package io.followsync.gateway.page;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.ResourcePatternResolver;
import org.springframework.http.MediaType;
import org.springframework.http.MediaTypeFactory;
import org.springframework.stereotype.Component;

/**
 * The files of the page by their paths. Read once at startup: they are few and small, and
 * reading a file from an archive would block an event loop.
 */
@Component
public class PageFiles {

	// Lines about what the API says of itself, which is not everywhere.
	private static final Pattern OF_THE_API = Pattern.compile("(?m)^.*<\\w+ data-api>.*\\R");

	// A line that stands for the markup of a view, which is a file beside its module.
	private static final Pattern INCLUDE = Pattern.compile("(?m)^ *<!-- include /(\\S+) -->\\R");

	private static final String FOLDER = "/page/";

	private final Map<String, PageFile> files = new HashMap<>();

	PageFiles(ResourcePatternResolver resources, @Value("${springdoc.swagger-ui.enabled:true}") boolean documented) {
		try {
			for (Resource resource : resources.getResources("classpath:" + FOLDER + "**/*.*")) {
				String address = resource.getURL().getPath();
				String path = address.substring(address.lastIndexOf(FOLDER) + FOLDER.length() - 1);
				this.files.put(path, PageFile.of(type(path), content(path, resource, documented)));
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		Optional.ofNullable(this.files.get("/index.html")).ifPresent((page) -> this.files.put("/", page));
	}

	/** Empty for a path that is not a file of the page. */
	public Optional<PageFile> find(String path) {
		return Optional.ofNullable(this.files.get(path));
	}

	private static byte[] content(String path, Resource resource, boolean documented) throws IOException {
		if (!path.endsWith(".html")) {
			return resource.getContentAsByteArray();
		}
		String page = withViews(resource);
		return (documented ? page : OF_THE_API.matcher(page).replaceAll("")).getBytes(StandardCharsets.UTF_8);
	}

	private static String withViews(Resource page) throws IOException {
		StringBuilder whole = new StringBuilder();
		Matcher include = INCLUDE.matcher(page.getContentAsString(StandardCharsets.UTF_8));
		while (include.find()) {
			String view = page.createRelative(include.group(1)).getContentAsString(StandardCharsets.UTF_8);
			include.appendReplacement(whole, Matcher.quoteReplacement(view));
		}
		return include.appendTail(whole).toString();
	}

	private static MediaType type(String path) {
		return path.endsWith(".woff2") ? MediaType.valueOf("font/woff2")
				: MediaTypeFactory.getMediaType(path).orElse(MediaType.APPLICATION_OCTET_STREAM);
	}

}
