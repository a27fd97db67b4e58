# Read by ./mvnw (sh): makes sure that Maven runs on a JDK of 21 or newer.
#
# JAVA_HOME, where set, must name one. Otherwise the default java is used if it is new enough, else the newest
# long-term release among the usual places, else the newest. TRUEMARK_JDKS, a list of folders with colons
# between, takes the place of the usual places.

jdk_needed=21

# Prints the major version of the JDK in folder $1, nothing if there is none.
jdk_version() {
  [ -x "$1/bin/java" ] && [ -x "$1/bin/javac" ] || return 0
  if [ -r "$1/release" ]; then
    jdk_text=$(sed -n 's/^JAVA_VERSION="\{0,1\}\([^"]*\).*/\1/p' "$1/release")
  else
    jdk_text=$("$1/bin/java" -version 2>&1 | sed -n 's/.* version "\([^"]*\)".*/\1/p')
  fi
  case "$jdk_text" in
  1.*) jdk_text=${jdk_text#1.} ;;
  esac
  printf %s "$jdk_text" | sed -n 's/^\([0-9][0-9]*\).*/\1/p'
}

# Prints the folders that JDKs are usually installed in, one per line.
jdk_places() {
  if [ -n "${TRUEMARK_JDKS-}" ]; then
    printf '%s\n' "$TRUEMARK_JDKS" | tr : '\n'
    return 0
  fi
  for jdk_place in /usr/lib/jvm /usr/lib64/jvm /usr/java /usr/local/java /opt /opt/java \
    /Library/Java/JavaVirtualMachines \
    ${HOME:+"$HOME/.sdkman/candidates/java"} ${HOME:+"$HOME/.jdks"} ${HOME:+"$HOME/.asdf/installs/java"} \
    ${HOME:+"$HOME/.local/share/mise/installs/java"} ${HOME:+"$HOME/Library/Java/JavaVirtualMachines"}; do
    printf '%s\n' "$jdk_place"
  done
}

# Prints every candidate folder, one per line.
jdk_candidates() {
  jdk_places | while IFS= read -r jdk_place; do
    set +f
    for jdk_home in "$jdk_place"/* "$jdk_place"/*/Contents/Home; do
      [ -d "$jdk_home" ] && printf '%s\n' "$jdk_home"
    done
  done
  if [ -z "${TRUEMARK_JDKS-}" ] && [ -x /usr/libexec/java_home ]; then
    /usr/libexec/java_home -v "$jdk_needed+" 2>/dev/null || :
  fi
}

# Prints the best JDK found, nothing if there is none.
jdk_best() {
  jdk_candidates | while IFS= read -r jdk_home; do
    jdk_major=$(jdk_version "$jdk_home")
    if [ -n "$jdk_major" ] && [ "$jdk_major" -ge "$jdk_needed" ]; then
      jdk_rank=$jdk_major
      [ $(((jdk_major - 21) % 4)) -ne 0 ] || jdk_rank=$((jdk_major + 1000))
      printf '%s %s\n' "$jdk_rank" "$jdk_home"
    fi
  done | sort -rn -k1,1 | sed -n '1s/^[0-9]* //p'
}

# Prints the folder of the default java's JDK, nothing if there is none.
jdk_default() {
  jdk_javac=$(command -v javac) || return 0
  jdk_javac=$(readlink -f "$jdk_javac" 2>/dev/null || printf %s "$jdk_javac")
  dirname "$(dirname "$jdk_javac")"
}

jdk_choose() {
  if [ -n "${JAVA_HOME-}" ]; then
    jdk_major=$(jdk_version "$JAVA_HOME")
    if [ -n "$jdk_major" ] && [ "$jdk_major" -ge "$jdk_needed" ]; then
      return 0
    fi
    jdk_what="no JDK"
    [ -z "$jdk_major" ] || jdk_what="JDK $jdk_major"
    jdk_found=$(jdk_best)
    {
      echo "Truemark needs a JDK of $jdk_needed or newer, but JAVA_HOME is $JAVA_HOME: $jdk_what."
      if [ -n "$jdk_found" ]; then
        echo "Unset JAVA_HOME, and this will use $jdk_found; or set JAVA_HOME to it."
      else
        echo "Install a newer one, such as Temurin 25 (https://adoptium.net), and set JAVA_HOME to it."
      fi
    } >&2
    return 1
  fi
  jdk_home=$(jdk_default)
  jdk_major=$(jdk_version "$jdk_home")
  if [ -n "$jdk_major" ] && [ "$jdk_major" -ge "$jdk_needed" ]; then
    return 0
  fi
  jdk_found=$(jdk_best)
  if [ -z "$jdk_found" ]; then
    {
      echo "Truemark needs a JDK of $jdk_needed or newer and found none. Install one, for example:"
      echo "  Debian, Ubuntu  sudo apt-get install openjdk-25-jdk-headless   (or openjdk-21-jdk-headless)"
      echo "  Fedora          sudo dnf install java-25-openjdk-devel         (or java-21-openjdk-devel)"
      echo "  macOS           brew install --cask temurin"
      echo "  SDKMAN          sdk install java 25-tem"
      echo "  any system      https://adoptium.net"
      echo "and run this again; where it is in an unusual place, set JAVA_HOME to it."
    } >&2
    return 1
  fi
  JAVA_HOME=$jdk_found
  export JAVA_HOME
}

jdk_choose || exit 1
