"""The steps of a record become permissions; statements may be unsourced on purpose; translators reach all texts.

That a translator writes one language and nothing else is a rule of the forms (`films/admin/permissions.py`), since
Django's permissions know no fields.
"""

from django.db import migrations, models

from ._groups import gift

SUBMIT = {"submit_film", "submit_comparison"}
JUDGE = {"publish_film", "withdraw_film", "rank_statement", "publish_comparison", "withdraw_comparison"}
TEXTS = ("agent", "corpus", "corpusaxis", "country", "image", "source", "tool")
PERMISSIONS = {
    "curator": SUBMIT,
    "reviewer": SUBMIT | JUDGE,
    "translator": {f"change_{model}" for model in TEXTS},
}


give, take_back = gift(PERMISSIONS)


class Migration(migrations.Migration):

    dependencies = [
        ('films', '0006_journal'),
    ]

    operations = [
        migrations.AlterModelOptions(
            name='comparison',
            options={'ordering': ['position', 'slug'], 'permissions': [('submit_comparison', 'Can hand in comparisons for review and take them back to draft'), ('publish_comparison', 'Can publish comparisons'), ('withdraw_comparison', 'Can withdraw comparisons')], 'verbose_name': 'comparison', 'verbose_name_plural': 'comparisons'},
        ),
        migrations.AlterModelOptions(
            name='film',
            options={'ordering': ['public_id'], 'permissions': [('submit_film', 'Can hand in films for review and take them back to draft'), ('publish_film', 'Can publish films'), ('withdraw_film', 'Can withdraw films'), ('rank_statement', 'Can prefer statements and set them aside')], 'verbose_name': 'film', 'verbose_name_plural': 'films'},
        ),
        migrations.AddField(
            model_name='airole',
            name='unsourced',
            field=models.BooleanField(default=False, help_text='No source can be cited, and the page says so. Without this tick an unsourced statement stops publication.', verbose_name='unsourced on purpose'),
        ),
        migrations.AddField(
            model_name='commentary',
            name='unsourced',
            field=models.BooleanField(default=False, help_text='No source can be cited, and the page says so. Without this tick an unsourced statement stops publication.', verbose_name='unsourced on purpose'),
        ),
        migrations.AddField(
            model_name='credit',
            name='unsourced',
            field=models.BooleanField(default=False, help_text='No source can be cited, and the page says so. Without this tick an unsourced statement stops publication.', verbose_name='unsourced on purpose'),
        ),
        migrations.AddField(
            model_name='firstclaim',
            name='unsourced',
            field=models.BooleanField(default=False, help_text='No source can be cited, and the page says so. Without this tick an unsourced statement stops publication.', verbose_name='unsourced on purpose'),
        ),
        migrations.AddField(
            model_name='productionfact',
            name='unsourced',
            field=models.BooleanField(default=False, help_text='No source can be cited, and the page says so. Without this tick an unsourced statement stops publication.', verbose_name='unsourced on purpose'),
        ),
        migrations.AddField(
            model_name='relation',
            name='unsourced',
            field=models.BooleanField(default=False, help_text='No source can be cited, and the page says so. Without this tick an unsourced statement stops publication.', verbose_name='unsourced on purpose'),
        ),
        migrations.AddField(
            model_name='release',
            name='unsourced',
            field=models.BooleanField(default=False, help_text='No source can be cited, and the page says so. Without this tick an unsourced statement stops publication.', verbose_name='unsourced on purpose'),
        ),
        migrations.AddField(
            model_name='title',
            name='unsourced',
            field=models.BooleanField(default=False, help_text='No source can be cited, and the page says so. Without this tick an unsourced statement stops publication.', verbose_name='unsourced on purpose'),
        ),
        migrations.AddConstraint(
            model_name='firstclaim',
            constraint=models.CheckConstraint(condition=models.Q(('unsourced', False)), name='firstclaim_never_unsourced', violation_error_message='A claim needs a source: somebody said it somewhere.'),
        ),
        migrations.RunPython(give, take_back),
    ]
