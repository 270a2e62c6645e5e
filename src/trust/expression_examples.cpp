// SPDX-License-Identifier: Apache-2.0
#include "trust/expression_examples.h"

#include "trust/subject_shape.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>
#include <utility>

namespace symbolon::trust {
namespace {

using Who = ExpressionExample::Who;
using Reach = ExpressionBreadth::Reach;

const QString sub = QStringLiteral("sub");
const QString workflow = QStringLiteral("job_workflow_ref");

// Made while somebody types: a longer expression, which no service is known to take, is not looked at.
constexpr qsizetype longestExpression = 4096;

// The most of each sort that are shown.
constexpr qsizetype mostStrangers = 3;
constexpr qsizetype mostNeighbours = 4;
constexpr qsizetype mostRefused = 4;

QString text(const char *source)
{
    return QCoreApplication::translate("ExpressionExamples", source);
}

QString filled(QString pattern, const QString &star, QChar single = u'x')
{
    return pattern.replace(u'*', star).replace(u'?', single);
}

bool isOpen(const QString &pattern)
{
    return pattern.contains(u'*') || pattern.contains(u'?');
}

// Words where a star stands alone, nothing where it only goes on with a word.
QString filledAsWord(const QString &pattern, const QString &alone, const QString &word)
{
    const qsizetype star = pattern.indexOf(u'*');
    if (pattern == u"*")
        return alone;
    const bool goesOn = star > 0 && pattern.at(star - 1).isLetterOrNumber();
    return filled(pattern, goesOn ? QString() : word);
}

QString otherCase(QString value)
{
    if (!value.isEmpty())
        value[0] = value.at(0).isUpper() ? value.at(0).toLower() : value.at(0).toUpper();
    return value;
}

// A name with GitHub's number behind it: "contoso@5544123".
struct Name
{
    QString name;
    QString id; // with its sign; empty: none
};

Name nameOf(const QString &pattern)
{
    const qsizetype sign = pattern.lastIndexOf(u'@');
    return sign < 0 ? Name{pattern, {}} : Name{pattern.left(sign), pattern.mid(sign)};
}

// Makes tokens of one platform for one expression. All it makes is judged by its caller.
class Maker final
{
public:
    Maker(const FederatedCredential &credential, const QList<Comparison> &comparisons, SubjectShape shape,
          SubjectParts pattern)
        : m_credential(credential)
        , m_comparisons(comparisons)
        , m_shape(std::move(shape))
        , m_pattern(std::move(pattern))
        , m_owner(nameOf(m_pattern.owner))
        , m_project(nameOf(m_pattern.project))
    {
    }

    [[nodiscard]] const SubjectShape &shape() const { return m_shape; }
    [[nodiscard]] const SubjectParts &pattern() const { return m_pattern; }

    [[nodiscard]] SubjectParts meant() const
    {
        SubjectParts parts;
        parts.owner = filledAsWord(m_owner.name, QStringLiteral("contoso"), QStringLiteral("contoso"))
            + filled(m_owner.id, QStringLiteral("5544123"), u'1');
        if (!m_shape.beforeProject.isEmpty()) {
            parts.project = filledAsWord(m_project.name, m_shape.someProject, QStringLiteral("web"))
                + filled(m_project.id, QStringLiteral("821093847"), u'1');
        }
        parts.run = filledRun();
        return parts;
    }

    [[nodiscard]] SubjectParts with(const QString &run) const
    {
        SubjectParts parts = meant();
        parts.run = run;
        return parts;
    }

    // Another one's name where the pattern leaves room for it, else a name that only begins like it; or quite another.
    [[nodiscard]] SubjectParts ofStranger(bool similar) const
    {
        SubjectParts parts = meant();
        const QString other = QStringLiteral("someone-else");
        QString name;
        if (!isOpen(m_owner.name))
            name = similar ? m_owner.name + QStringLiteral("-labs") : other;
        else
            name = filled(m_owner.name, similar ? QStringLiteral("-labs") : other, u'y');
        if (name.startsWith(u'-'))
            name = other + name;
        parts.owner = name + strangeId(m_owner.id, QStringLiteral("70000001"));
        parts.project = nameOf(parts.project).name + strangeId(m_project.id, QStringLiteral("70000002"));
        return parts;
    }

    // The same names, held by somebody else.
    [[nodiscard]] SubjectParts takenOver() const
    {
        SubjectParts parts = meant();
        parts.owner = nameOf(parts.owner).name + strangeId(m_owner.id, QStringLiteral("70000001"));
        parts.project = nameOf(parts.project).name + strangeId(m_project.id, QStringLiteral("70000002"));
        return parts;
    }

    [[nodiscard]] SubjectParts inOtherProject() const
    {
        SubjectParts parts = meant();
        const QString word = QStringLiteral("anything-else");
        const QString name = isOpen(m_project.name) ? filled(m_project.name, word)
                                                    : m_project.name + QStringLiteral("-test");
        parts.project = name + strangeId(m_project.id, QStringLiteral("821093848"));
        return parts;
    }

    [[nodiscard]] SubjectParts written() const
    {
        SubjectParts parts = meant();
        parts.owner = otherCase(parts.owner);
        return parts;
    }

    enum class Ids : quint8 { Own, OtherProject, Strange };

    [[nodiscard]] PresentedClaims token(const QString &subject, Ids ids) const
    {
        PresentedClaims token{m_credential.issuer, subject, m_credential.audiences.value(0), {}};
        for (const Comparison &comparison : m_comparisons) {
            const QString &claim = comparison.claim;
            if (claim == sub || token.claims.contains(claim))
                continue;
            const bool owners = m_shape.ownerClaims.contains(claim);
            const bool projects = m_shape.projectClaims.contains(claim);
            const bool others = (ids == Ids::Strange && (owners || projects)) || (ids == Ids::OtherProject && projects);
            token.claims.insert(claim, others ? strangeValue(comparison) : ownValue(comparison));
        }
        return token;
    }

    [[nodiscard]] PresentedClaims token(const SubjectParts &parts, Ids ids) const
    {
        return token(subjectOf(m_shape, parts), ids);
    }

    [[nodiscard]] static QString ownValue(const Comparison &comparison)
    {
        if (comparison.op == Comparison::Operator::Eq)
            return comparison.comparand;
        QString value = comparison.comparand;
        if (comparison.claim == workflow && value == u"*")
            return QStringLiteral("contoso/automation/.github/workflows/deploy.yml@refs/heads/main");
        if (comparison.claim == workflow && value.endsWith(u"@*"))
            value = value.chopped(1) + QStringLiteral("refs/heads/main");
        return filled(value, comparison.claim == workflow ? QStringLiteral("deploy") : QStringLiteral("1"), u'1');
    }

private:
    static QString strangeId(const QString &pattern, const QString &id)
    {
        if (pattern.isEmpty())
            return {};
        return pattern.mid(1) == id ? QString(pattern + u'0') : QString(u'@' + id);
    }

    static QString strangeValue(const Comparison &comparison)
    {
        const QString id = QStringLiteral("70000001");
        if (comparison.op == Comparison::Operator::Matches && isOpen(comparison.comparand))
            return filled(comparison.comparand, id, u'7');
        return comparison.comparand == id ? id + u'0' : id;
    }

    [[nodiscard]] QString filledRun() const
    {
        QString run = m_pattern.run;
        const qsizetype star = run.indexOf(u'*');
        if (star < 0)
            return filled(run, {});
        const QString before = run.left(star);
        QString word = before.endsWith(u'/') || before.endsWith(u'-') ? QStringLiteral("1.0") : QString();
        for (const SubjectRun &kind : m_shape.runs) {
            const QString whole = kind.prefix + kind.example;
            if (whole.startsWith(before) && before.size() <= kind.prefix.size()) {
                word = whole.mid(before.size());
                break;
            }
        }
        return filled(run.replace(star, 1, word), QStringLiteral("1"));
    }

    const FederatedCredential &m_credential;
    const QList<Comparison> &m_comparisons;
    SubjectShape m_shape;
    SubjectParts m_pattern;
    Name m_owner;
    Name m_project;
};

// Gathers examples, each judged and none twice.
class Examples final
{
public:
    explicit Examples(const FederatedCredential &credential)
        : m_credential(credential)
    {
    }

    [[nodiscard]] bool takes(const PresentedClaims &token) const { return !mismatch(m_credential, token); }

    bool add(Who who, const QString &title, const PresentedClaims &token)
    {
        const bool known = std::any_of(m_all.begin(), m_all.end(), [&token](const ExpressionExample &other) {
            return other.token.subject == token.subject && other.token.claims == token.claims;
        });
        const bool accepted = takes(token);
        if (!known)
            m_all.append({who, title, token, accepted});
        return accepted;
    }

    [[nodiscard]] QList<ExpressionExample> chosen() const
    {
        QList<ExpressionExample> result;
        const auto take = [&](auto is, qsizetype most) {
            for (const ExpressionExample &one : m_all) {
                if (is(one) && most-- > 0)
                    result.append(one);
            }
        };
        take([](const auto &one) { return one.accepted && one.who == Who::Meant; }, 1);
        take([](const auto &one) { return one.accepted && one.who == Who::Stranger; }, mostStrangers);
        take([](const auto &one) { return one.accepted && one.who == Who::Neighbour; }, mostNeighbours);
        // Of what is refused, the nearest and the strangest.
        take([](const auto &one) { return !one.accepted && one.who == Who::Neighbour; }, mostRefused - 1);
        take([](const auto &one) { return !one.accepted && one.who == Who::Stranger; }, mostRefused - 2);
        return result;
    }

private:
    const FederatedCredential &m_credential;
    QList<ExpressionExample> m_all;
};

// The kinds of run that it takes whichever there is of, in words; empty: none.
QString anyRuns(const Maker &maker, const Examples &examples)
{
    QStringList kinds;
    for (const SubjectRun &kind : maker.shape().runs) {
        // Names that have nothing in common: what takes them all takes any.
        const QStringList names = kind.example.isEmpty()
            ? QStringList{QString()}
            : QStringList{QStringLiteral("z"), QStringLiteral("9_X"), QStringLiteral("main/q")};
        const bool all = std::all_of(names.begin(), names.end(), [&](const QString &name) {
            return examples.takes(maker.token(maker.with(kind.prefix + name), Maker::Ids::Own));
        });
        if (all)
            kinds << kind.all;
    }
    if (kinds.size() < 2)
        return kinds.value(0);
    const QString last = kinds.takeLast();
    return text(QT_TRANSLATE_NOOP("ExpressionExamples", "%1 or %2")).arg(kinds.join(QStringLiteral(", ")), last);
}

QString ownersWords(const QString &owner)
{
    return owner == u"*" ? text(QT_TRANSLATE_NOOP("ExpressionExamples", "anybody"))
                         : text(QT_TRANSLATE_NOOP("ExpressionExamples", "any owner whose name fits “%1”")).arg(owner);
}

QString whatRuns(const Maker &maker, const Examples &examples)
{
    const QString any = anyRuns(maker, examples);
    return any.isEmpty() ? QStringLiteral("“%1”").arg(maker.pattern().run) : any;
}

ExpressionBreadth breadthOf(const Maker &maker, const Examples &examples)
{
    const QString what = whatRuns(maker, examples);
    const SubjectParts &pattern = maker.pattern();
    const bool strangers = examples.takes(maker.token(maker.ofStranger(true), Maker::Ids::Strange))
        || examples.takes(maker.token(maker.ofStranger(false), Maker::Ids::Strange));
    const bool projects = !maker.shape().beforeProject.isEmpty()
        && examples.takes(maker.token(maker.inOtherProject(), Maker::Ids::OtherProject));
    if (strangers) {
        return {Reach::Strangers,
                text(QT_TRANSLATE_NOOP("ExpressionExamples", "Takes %1 of %2: a stranger can make a token that fits."))
                    .arg(what, ownersWords(pattern.owner))};
    }
    QString where = pattern.owner;
    if (!pattern.project.isEmpty())
        where += u'/' + QString(pattern.project).replace(QStringLiteral(":workspace:"), QStringLiteral("/"));
    if (projects) {
        where = pattern.project == u"*"
            ? maker.shape().anyProject.arg(pattern.owner)
            : text(QT_TRANSLATE_NOOP("ExpressionExamples", "whatever fits “%1”")).arg(where);
    }
    const bool takenOver = !(maker.shape().ownerClaims + maker.shape().projectClaims).isEmpty()
        && examples.takes(maker.token(maker.takenOver(), Maker::Ids::Strange));
    if (takenOver) {
        return {Reach::Strangers,
                text(QT_TRANSLATE_NOOP("ExpressionExamples",
                                       "Takes %1 of %2, and the same of whoever takes over that name: no number is "
                                       "compared."))
                    .arg(what, where)};
    }
    return {projects ? Reach::Owner : Reach::Project,
            text(QT_TRANSLATE_NOOP("ExpressionExamples", "Takes %1 of %2.")).arg(what, where)};
}

void addStrangers(const Maker &maker, Examples &examples)
{
    for (const bool similar : {true, false}) {
        const SubjectParts parts = maker.ofStranger(similar);
        const QString title = similar
            ? text(QT_TRANSLATE_NOOP("ExpressionExamples", "Somebody else's %1, whose name begins the same"))
            : text(QT_TRANSLATE_NOOP("ExpressionExamples", "Somebody else's: %1"));
        examples.add(Who::Stranger, title.arg(parts.owner), maker.token(parts, Maker::Ids::Strange));
    }
    if (!(maker.shape().ownerClaims + maker.shape().projectClaims).isEmpty()) {
        examples.add(Who::Stranger,
                     text(QT_TRANSLATE_NOOP("ExpressionExamples", "After somebody else has taken over the name")),
                     maker.token(maker.takenOver(), Maker::Ids::Strange));
    }
}

void addNeighbours(const Maker &maker, Examples &examples)
{
    const SubjectParts meant = maker.meant();
    examples.add(Who::Neighbour,
                 text(QT_TRANSLATE_NOOP("ExpressionExamples", "Written as %1")).arg(maker.written().owner),
                 maker.token(maker.written(), Maker::Ids::Own));
    // What is most often let in by mistake comes first.
    QList<SubjectRun> kinds = maker.shape().runs;
    std::stable_partition(kinds.begin(), kinds.end(), [](const SubjectRun &kind) { return kind.example.isEmpty(); });
    for (const SubjectRun &kind : std::as_const(kinds)) {
        const QString name = meant.run.startsWith(kind.prefix) && !kind.example.isEmpty()
            ? QStringLiteral("anything-else")
            : kind.example;
        examples.add(Who::Neighbour, runTitle(kind.prefix + name),
                     maker.token(maker.with(kind.prefix + name), Maker::Ids::Own));
    }
    if (!maker.shape().beforeProject.isEmpty()) {
        examples.add(Who::Neighbour, maker.shape().otherProject.arg(meant.owner),
                     maker.token(maker.inOtherProject(), Maker::Ids::OtherProject));
    }
    PresentedClaims token = maker.token(meant, Maker::Ids::Own);
    if (!token.claims.contains(workflow))
        return;
    const QString called = token.claims.value(workflow);
    token.claims[workflow] = called.section(u'@', 0, 0) + QStringLiteral("@refs/heads/anything-else");
    examples.add(Who::Neighbour, text(QT_TRANSLATE_NOOP("ExpressionExamples", "With the workflow of another branch")),
                 token);
    token.claims[workflow] = QStringLiteral("someone-else/") + called.section(u'/', 1);
    examples.add(Who::Neighbour, text(QT_TRANSLATE_NOOP("ExpressionExamples", "With somebody else's workflow")), token);
}

// An expression whose tokens are not known: what is certain of its text alone.
ExpressionExamples ofUnknownShape(const FederatedCredential &credential, const QList<Comparison> &comparisons,
                                  const Comparison &subject)
{
    Examples examples(credential);
    const auto token = [&](const QString &value) {
        PresentedClaims made{credential.issuer, value, credential.audiences.value(0), {}};
        for (const Comparison &comparison : comparisons) {
            if (comparison.claim != sub && !made.claims.contains(comparison.claim))
                made.claims.insert(comparison.claim, Maker::ownValue(comparison));
        }
        return made;
    };
    const QString meant = subject.op == Comparison::Operator::Eq ? subject.comparand
                                                                 : filled(subject.comparand, QStringLiteral("1"));
    const bool found = examples.add(
        Who::Meant, text(QT_TRANSLATE_NOOP("ExpressionExamples", "A token that it speaks of")), token(meant));
    const QString open = filled(subject.comparand, QStringLiteral("anything-else"), u'z');
    if (subject.op == Comparison::Operator::Matches && isOpen(subject.comparand))
        examples.add(Who::Neighbour, text(QT_TRANSLATE_NOOP("ExpressionExamples", "Anything in the wildcard's place")),
                     token(open));
    examples.add(Who::Neighbour, text(QT_TRANSLATE_NOOP("ExpressionExamples", "Written in another case")),
                 token(otherCase(meant)));
    examples.add(Who::Neighbour, text(QT_TRANSLATE_NOOP("ExpressionExamples", "A longer subject")),
                 token(meant + QStringLiteral("-2")));
    const bool strangers = examples.takes(token(QStringLiteral("z"))) && examples.takes(token(QStringLiteral("9_X")));
    ExpressionBreadth breadth{Reach::Unknown, {}};
    if (strangers)
        breadth = {
            Reach::Strangers,
            text(QT_TRANSLATE_NOOP("ExpressionExamples",
                                   "Takes every subject of this issuer: a stranger can make a token that fits."))};
    else if (!found)
        breadth.reach = Reach::Nothing;
    return {examples.chosen(), breadth};
}

} // namespace

ExpressionExamples expressionExamples(const FederatedCredential &credential)
{
    if (!credential.expression || credential.expression->value.size() > longestExpression)
        return {};
    const auto read = parseExpression(credential.expression->value);
    if (!read)
        return {};
    QList<Comparison> subjects;
    std::copy_if(read->begin(), read->end(), std::back_inserter(subjects),
                 [](const Comparison &comparison) { return comparison.claim == sub; });
    // What is not compared may be anything.
    if (subjects.isEmpty())
        subjects.append({sub, Comparison::Operator::Matches, QStringLiteral("*")});
    // The one that says most of it.
    std::stable_sort(subjects.begin(), subjects.end(), [](const Comparison &a, const Comparison &b) {
        return std::pair(a.op, -a.comparand.size()) < std::pair(b.op, -b.comparand.size());
    });
    for (const Comparison &subject : std::as_const(subjects)) {
        const auto shape = subjectShape(credential.issuer, subject.comparand);
        const auto parts = shape ? partsOf(*shape, subject.comparand) : std::nullopt;
        if (!parts)
            return ofUnknownShape(credential, *read, subject);
        const Maker maker(credential, *read, *shape, *parts);
        Examples examples(credential);
        const SubjectParts meant = maker.meant();
        if (!examples.add(Who::Meant, runTitle(meant.run), maker.token(meant, Maker::Ids::Own)))
            continue;
        addStrangers(maker, examples);
        addNeighbours(maker, examples);
        return {examples.chosen(), breadthOf(maker, examples)};
    }
    return {{},
            {Reach::Nothing,
             text(QT_TRANSLATE_NOOP("ExpressionExamples",
                                    "No token was found that fits. Do its comparisons exclude each other?"))}};
}

QList<ComparisonVerdict> compareEach(const QString &expression, const PresentedClaims &token)
{
    QList<ComparisonVerdict> result;
    const auto read = parseExpression(expression);
    if (!read)
        return result;
    for (const Comparison &comparison : *read) {
        const auto value = presentedValue(token, comparison.claim);
        const ComparisonVerdict::State state = !value ? ComparisonVerdict::State::Missing
            : fits({comparison}, token)               ? ComparisonVerdict::State::Holds
                                                      : ComparisonVerdict::State::Differs;
        result.append({comparison, state, value.value_or(QString())});
    }
    return result;
}

} // namespace symbolon::trust
