package io.followsync.acceptance.documentation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreeScanner;

/**
 * A method of a test class as the compiler's parser reads it: the classes of a module
 * that is built later are not there yet.
 */
record TestSource(Path file, String type, String method) {

	private static final JavaCompiler COMPILER = ToolProvider.getSystemJavaCompiler();

	private static final Map<Path, List<ClassTree>> PARSED = new ConcurrentHashMap<>();

	private static final Set<String> OF_TESTS = Set.of("Test", "ParameterizedTest", "RepeatedTest", "TestFactory");

	boolean isTest() {
		return annotations().stream().map(TestSource::name).noneMatch("Disabled"::equals) && declaredMethod().stream()
			.flatMap((declared) -> declared.getModifiers().getAnnotations().stream())
			.map(TestSource::name)
			.anyMatch(OF_TESTS::contains);
	}

	/** The tags of the method and its class, those of annotations of ours included. */
	Set<String> tags() {
		Set<String> tags = new HashSet<>();
		for (AnnotationTree annotation : annotations()) {
			Path ours = this.file.resolveSibling(name(annotation) + ".java");
			if (name(annotation).equals("Tag")) {
				tags.addAll(texts(annotation));
			}
			else if (Files.exists(ours)) {
				tags.addAll(new TestSource(ours, name(annotation), "").tags());
			}
		}
		return tags;
	}

	private List<AnnotationTree> annotations() {
		return Stream
			.concat(declaredType().stream().map(ClassTree::getModifiers),
					declaredMethod().stream().map(MethodTree::getModifiers))
			.map(ModifiersTree::getAnnotations)
			.<AnnotationTree>flatMap(List::stream)
			.toList();
	}

	private Optional<MethodTree> declaredMethod() {
		return declaredType().stream()
			.flatMap((declared) -> declared.getMembers().stream())
			.filter(MethodTree.class::isInstance)
			.map(MethodTree.class::cast)
			.filter((declared) -> declared.getName().contentEquals(this.method))
			.findFirst();
	}

	private Optional<ClassTree> declaredType() {
		return PARSED.computeIfAbsent(this.file, TestSource::types)
			.stream()
			.filter((declared) -> declared.getSimpleName().contentEquals(this.type))
			.findFirst();
	}

	private static List<ClassTree> types(Path file) {
		if (!Files.exists(file)) {
			return List.of();
		}
		try (StandardJavaFileManager files = COMPILER.getStandardFileManager(null, null, null)) {
			JavacTask task = (JavacTask) COMPILER.getTask(null, files, null, List.of("-proc:none"), null,
					files.getJavaFileObjects(file));
			return task.parse()
				.iterator()
				.next()
				.getTypeDecls()
				.stream()
				.filter(ClassTree.class::isInstance)
				.map(ClassTree.class::cast)
				.toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static String name(AnnotationTree annotation) {
		return annotation.getAnnotationType().toString();
	}

	private static Set<String> texts(AnnotationTree annotation) {
		Set<String> texts = new HashSet<>();
		new TreeScanner<Void, Void>() {
			@Override
			public Void visitLiteral(LiteralTree literal, Void nothing) {
				texts.add(String.valueOf(literal.getValue()));
				return null;
			}
		}.scan(annotation.getArguments(), null);
		return Collections.unmodifiableSet(texts);
	}

	@Override
	public String toString() {
		return this.type + "." + this.method;
	}

}
