// SPDX-License-Identifier: Apache-2.0
#include "ui/pages/onboarding/workload_step.h"

#include "ui/editor/platform_gallery.h"
#include "ui/editor/preview_pane.h"
#include "ui/models/platform_glyph.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/plainlabel.h"

#include <QButtonGroup>
#include <QGridLayout>
#include <QLineEdit>
#include <QVBoxLayout>

namespace symbolon::ui {
namespace {

constexpr int mostColumns = 3;
constexpr int narrowBelow = 520;
constexpr int longestName = 120;
constexpr int nameWidth = 420;

Glyph glyphNamed(const QString &name)
{
    presets::Platform platform;
    platform.glyph = name;
    return glyphOf(platform);
}

} // namespace

WorkloadStep::WorkloadStep(Context &context, OnboardingDraft &draft, QWidget *parent)
    : OnboardingStep(context, draft, parent)
    , m_name(new QLineEdit(this))
    , m_group(new QButtonGroup(this))
    , m_side(new QWidget)
{
    const Theme &theme = context.appearance.theme();
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(theme.px(metrics::space2));
    addLabel(column, tr("What people call it"), this);
    m_name->setObjectName(QStringLiteral("workloadName"));
    m_name->setAccessibleName(tr("What people call it"));
    m_name->setPlaceholderText(tr("payments-api"));
    m_name->setMaxLength(longestName);
    m_name->setMaximumWidth(theme.px(nameWidth));
    connect(m_name, &QLineEdit::textEdited, this, [this](const QString &text) {
        this->draft().wanted.workloadName = text;
        Q_EMIT changed();
    });
    column->addWidget(m_name);
    column->addSpacing(theme.px(metrics::space2));
    addLabel(column, tr("Where its token comes from"), this);
    column->addWidget(buildPlatforms());
    column->addStretch(1);

    auto *side = new QVBoxLayout(m_side);
    side->setContentsMargins(0, 0, 0, 0);
    side->setSpacing(theme.px(metrics::space2));
    m_sideTitle = addLabel(side, QString(), m_side);
    m_needs = new QVBoxLayout;
    m_needs->setSpacing(theme.px(metrics::space3));
    side->addLayout(m_needs);
    side->addStretch(1);
}

QWidget *WorkloadStep::buildPlatforms()
{
    auto *box = new QWidget(this);
    box->setAccessibleName(tr("Where its token comes from"));
    m_grid = new QGridLayout(box);
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setSpacing(context().appearance.theme().px(metrics::space1));
    const QList<presets::Preset> &all = context().workspace.catalogue().presets();
    for (const presets::Preset &preset : all) {
        if (!preset.offered || m_platforms.contains(preset.platform))
            continue;
        QStringList scenarios;
        for (const presets::Preset &other : all) {
            if (other.platform == preset.platform && other.offered && !other.scenario.isEmpty())
                scenarios << other.scenario;
        }
        const auto id = static_cast<int>(m_platforms.size());
        auto *button = new PlatformButton(context().appearance, glyphNamed(preset.glyph), preset.platform,
                                          scenarios.join(QStringLiteral(", ")), box);
        m_group->addButton(button, id);
        m_platforms.append(preset.platform);
    }
    arrange(mostColumns);
    connect(m_group, &QButtonGroup::idClicked, this, [this](int id) { choosePlatform(m_platforms.at(id)); });
    updateTabStop();
    return box;
}

void WorkloadStep::arrange(int columns)
{
    if (columns == m_columns)
        return;
    m_columns = columns;
    for (int id = 0; id < m_platforms.size(); ++id)
        m_grid->addWidget(m_group->button(id), id / columns, id % columns);
    for (int i = 0; i < mostColumns; ++i)
        m_grid->setColumnStretch(i, i < columns ? 1 : 0);
}

void WorkloadStep::resizeEvent(QResizeEvent *event)
{
    OnboardingStep::resizeEvent(event);
    arrange(width() < context().appearance.theme().px(narrowBelow) ? 2 : mostColumns);
}

// One Tab stop; the arrow keys move from there.
void WorkloadStep::updateTabStop()
{
    const QList<QAbstractButton *> buttons = m_group->buttons();
    const QAbstractButton *stop = m_group->checkedButton() ? m_group->checkedButton() : buttons.constFirst();
    for (QAbstractButton *button : buttons)
        button->setFocusPolicy(button == stop ? Qt::StrongFocus : Qt::ClickFocus);
}

void WorkloadStep::choosePlatform(const QString &platform)
{
    if (QAbstractButton *button = m_group->button(static_cast<int>(m_platforms.indexOf(platform))))
        button->setChecked(true);
    draft().platform = platform;
    updateTabStop();
    showSide();
    Q_EMIT changed();
}

QString WorkloadStep::summary() const
{
    const QString &name = draft().wanted.workloadName;
    if (draft().platform.isEmpty())
        return name.isEmpty() ? tr("What signs in, and where it runs") : name;
    return name.isEmpty() ? draft().platform : tr("%1, %2").arg(name, draft().platform);
}

QString WorkloadStep::problem() const
{
    if (draft().wanted.workloadName.trimmed().isEmpty())
        return tr("Say what people call the workload.");
    return draft().platform.isEmpty() ? tr("Choose where its token comes from.") : QString();
}

void WorkloadStep::enter()
{
    if (m_name->text() != draft().wanted.workloadName)
        m_name->setText(draft().wanted.workloadName);
    const QList<QAbstractButton *> buttons = m_group->buttons();
    m_group->setExclusive(false);
    for (int id = 0; id < buttons.size(); ++id)
        buttons.at(id)->setChecked(m_platforms.at(id) == draft().platform);
    m_group->setExclusive(true);
    updateTabStop();
    showSide();
}

// What has to be at hand before the third step.
void WorkloadStep::showSide()
{
    clearLayout(m_needs);
    if (draft().platform.isEmpty()) {
        m_sideTitle->setValue(tr("No secret is stored"));
        addWords(m_needs,
                 tr("The workload shows a token that its own platform gave it. Entra compares three values of it with "
                    "what is trusted here, and gives an access token in return."),
                 m_side);
        addWords(m_needs,
                 tr("These six steps lead from its name to its first sign-in. Nothing is written before the last."),
                 m_side);
        return;
    }
    m_sideTitle->setValue(tr("Have these at hand"));
    for (const presets::Preset &preset : context().workspace.catalogue().presets()) {
        if (preset.platform != draft().platform || !preset.offered)
            continue;
        addWords(m_needs, preset.summary, m_side);
        QStringList needed;
        for (const presets::PresetField &field : preset.fields) {
            if (field.required && field.defaultValue.isEmpty())
                needed << field.label;
        }
        if (!needed.isEmpty())
            addWords(m_needs, tr("Needed: %1").arg(needed.join(QStringLiteral(", "))), m_side);
        break;
    }
}

} // namespace symbolon::ui
