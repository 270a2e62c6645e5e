// SPDX-License-Identifier: Apache-2.0
#include "ui/pages/changes/admission_pane.h"

#include "base/shown.h"
#include "ui/pages/changes/sign_in_reader.h"
#include "ui/theme/controls.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/button.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/tokenhalves.h"
#include "workspace/plan_secrets.h"

#include <QHBoxLayout>
#include <QLocale>
#include <QResizeEvent>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace symbolon::ui {
namespace {

constexpr int mostTokens = 4;
constexpr int besideFrom = 520; // groups stand beside each other from this width on

} // namespace

AdmissionPane::AdmissionPane(const Context &context, SignInReader &reader, const trust::Operation &operation,
                             const Credentials &before, Credentials after, QWidget *parent)
    : QWidget(parent)
    , m_context(context)
    , m_reader(reader)
    , m_operation(operation)
    , m_after(std::move(after))
    , m_groups(new QBoxLayout(QBoxLayout::LeftToRight))
{
    setObjectName(QStringLiteral("admission"));
    const workspace::Admission admission = workspace::admissionOf(
        context.workspace.catalogue(), context.workspace.exchangeAudience(), operation, before, m_after);
    m_groups->setContentsMargins(0, 0, 0, 0);
    m_groups->setSpacing(metrics::space4);
    if (operation.before) {
        addGroup(tr("Refused from now on"), tr("None of the tokens that are known here."), admission.refused, false);
        addGroup(tr("Still accepted"), tr("None of the tokens that are known here."), admission.accepted, true);
    }
    if (!admission.admitted.isEmpty())
        addGroup(tr("Accepted from now on"), QString(), admission.admitted, true);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, metrics::space2, 0, metrics::space2);
    column->setSpacing(metrics::space3);
    column->addLayout(m_groups);
    if (operation.before)
        addSignIns(column);
}

void AdmissionPane::addGroup(const QString &title, const QString &nobody, const QList<workspace::SampleToken> &tokens,
                             bool fits)
{
    const Appearance &appearance = m_context.appearance;
    auto *group = new QWidget(this);
    group->setAccessibleName(title);
    auto *halves = new TokenHalves(appearance, group);
    halves->setFitted(fits);
    halves->setAccessibleName(title);
    auto *heading = new PlainLabel(appearance, TextStyle::BodySemibold, Ink::Text, group);
    heading->setValue(title);
    auto *head = new QHBoxLayout;
    head->setSpacing(metrics::space2);
    head->addWidget(halves);
    head->addWidget(heading, 1);
    auto *column = new QVBoxLayout(group);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(2);
    column->addLayout(head);
    const auto addWords = [&](const QString &text) {
        auto *words = new PlainLabel(appearance, TextStyle::Secondary, Ink::Text2, group);
        words->setWordWrap(true);
        words->setValue(text);
        column->addWidget(words);
    };
    if (tokens.isEmpty()) {
        addWords(nobody);
    } else {
        addWords(tr("%n token(s) known from the preset and the values:", nullptr, static_cast<int>(tokens.size())));
    }
    for (qsizetype i = 0; i < std::min<qsizetype>(tokens.size(), mostTokens); ++i) {
        auto *subject = new PlainLabel(appearance, TextStyle::MonoSmall, Ink::Text, group);
        subject->setElide(Qt::ElideMiddle);
        subject->setValue(tokens.at(i).subject);
        column->addWidget(subject);
        if (!tokens.at(i).title.isEmpty()) {
            auto *name = new PlainLabel(appearance, TextStyle::Caption, Ink::Text2, group);
            name->setElide(Qt::ElideRight);
            name->setValue(tokens.at(i).title);
            column->addWidget(name);
        }
    }
    if (tokens.size() > mostTokens)
        addWords(tr("and %n more", nullptr, static_cast<int>(tokens.size()) - mostTokens));
    column->addStretch(1);
    m_groups->addWidget(group, 1);
}

void AdmissionPane::addSignIns(QVBoxLayout *column)
{
    m_signIns = new PlainLabel(m_context.appearance, TextStyle::Secondary, Ink::Text, this);
    m_signIns->setWordWrap(true);
    m_signIns->setObjectName(QStringLiteral("signInsTold"));
    m_read = new Button(m_context.appearance, tr("Read the sign-in log"), ButtonRole::Secondary, Glyph::None, this);
    m_read->setObjectName(QStringLiteral("readSignIns"));
    setSmall(m_read);
    auto *row = new QHBoxLayout;
    row->setSpacing(metrics::space3);
    row->addWidget(m_signIns, 1);
    row->addWidget(m_read, 0, Qt::AlignTop);
    column->addLayout(row);
    connect(m_read, &QPushButton::clicked, this, [this] {
        if (m_reader.isReading(m_operation.identity))
            m_reader.stop(m_operation.identity);
        else
            m_reader.read(m_operation.identity);
    });
    connect(&m_reader, &SignInReader::changed, this, [this](const trust::IdentityKey &identity) {
        if (identity == m_operation.identity)
            showSignIns();
    });
    showSignIns();
}

void AdmissionPane::showSignIns()
{
    const bool reads = m_reader.isReading(m_operation.identity);
    const Result<cloud::SignIns> *read = m_reader.signIns(m_operation.identity);
    m_read->setText(reads ? tr("Stop") : read ? tr("Read it again") : tr("Read the sign-in log"));
    const bool canRead = m_context.workspace.session().phase == workspace::SessionPhase::SignedIn;
    m_read->setBlocked(canRead ? QString() : tr("Sign in first."));
    if (reads) {
        m_signIns->setValue(tr("Reading the sign-ins of the last %1 days…").arg(workspace::evidenceDays));
    } else if (!read) {
        m_signIns->setValue(tr("No sign-in log was read: who really signs in by it is not known."));
    } else if (!*read) {
        const ErrorText words = explain(read->error());
        m_signIns->setValue(tr("The sign-in log could not be read: %1 %2").arg(words.title, words.nextStep).trimmed());
    } else {
        m_signIns->setValue(useWords(**read));
    }
}

QString AdmissionPane::useWords(const cloud::SignIns &signIns) const
{
    const workspace::SignInUse use = workspace::useOf(m_operation, m_after, signIns);
    const int days = workspace::evidenceDays;
    const QString unclear = use.unclear > 0 ? QLatin1Char(' ')
            + tr("%n federated sign-in(s) of the identity do not tell by which credential.", nullptr,
                 static_cast<int>(use.unclear))
                                            : QString();
    if (use.count == 0) {
        const QString none = use.isWhole ? tr("No sign-in of the last %1 days is known to have used it.").arg(days)
                                         : tr("None of the sign-ins that were read is known to have used it; there are "
                                              "older ones, too.");
        return none + unclear;
    }
    const auto count = static_cast<int>(use.count);
    const QString who = use.isWhole
        ? tr("%n sign-in(s) of the last %1 days used it", nullptr, count).arg(days)
        : tr("At least %n sign-in(s) of the last %1 days used it", nullptr, count).arg(days);
    const QString when = QLocale().toString(use.last.toLocalTime(), QLocale::ShortFormat);
    switch (use.fate) {
    case workspace::SignInUse::Fate::Refused:
        return tr("%1, the last on %2: such sign-ins are refused from now on.").arg(who, when) + unclear;
    case workspace::SignInUse::Fate::Accepted:
        return tr("%1, the last on %2: all of them are still accepted.").arg(who, when) + unclear;
    case workspace::SignInUse::Fate::NotKnown:
        break;
    }
    return tr("%1, the last on %2: the log does not tell by which subject, so who of them is refused is not known.")
               .arg(who, when)
        + unclear;
}

void AdmissionPane::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    const bool beside = width() >= m_context.appearance.theme().px(besideFrom);
    m_groups->setDirection(beside ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom);
}

} // namespace symbolon::ui
